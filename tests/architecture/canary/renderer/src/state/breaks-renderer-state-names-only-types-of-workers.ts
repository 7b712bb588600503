import { target } from '../workers/target.ts';
export const value = target;
