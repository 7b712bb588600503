import { target } from '../stats/target.ts';
export const value = target;
