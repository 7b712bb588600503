import { target } from '../commands/target.ts';
export const value = target;
