import { target } from '../state/target.ts';
export const value = target;
