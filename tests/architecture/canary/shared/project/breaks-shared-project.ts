import { target } from '../pack/target.ts';
export const value = target;
