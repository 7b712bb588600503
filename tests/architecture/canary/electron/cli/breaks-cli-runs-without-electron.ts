import { target } from '../main/target.ts';
export const value = target;
