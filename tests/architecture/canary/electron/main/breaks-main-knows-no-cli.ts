import { target } from '../cli/target.ts';
export const value = target;
