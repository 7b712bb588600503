import { target } from '../../../electron/main/target.ts';
export const value = target;
