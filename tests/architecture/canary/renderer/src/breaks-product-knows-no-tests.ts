import { target } from '../../tests/target.ts';
export const value = target;
