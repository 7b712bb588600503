import { format } from 'prettier';
export const value = format;
