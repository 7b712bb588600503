import { base } from './root.ts';
export const target = base;
