import { target } from '../data/target.ts';
export const value = target;
