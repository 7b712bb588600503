import { OpenAI } from 'openai';
export const value = OpenAI;
