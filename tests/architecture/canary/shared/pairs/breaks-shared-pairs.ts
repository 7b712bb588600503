import { target } from '../import/target.ts';
export const value = target;
