import { target } from '../review/target.ts';
export const value = target;
