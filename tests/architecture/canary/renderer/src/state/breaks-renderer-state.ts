import { target } from '../ui/target.ts';
export const value = target;
