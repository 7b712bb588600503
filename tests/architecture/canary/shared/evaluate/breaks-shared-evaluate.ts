import { target } from '../export/target.ts';
export const value = target;
