import { target } from '../domain/target.ts';
export const value = target;
