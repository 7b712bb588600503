import { target } from '../host/target.ts';
export const value = target;
