import { target } from '../pairs/target.ts';
export const value = target;
