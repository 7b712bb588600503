import { base } from '../../shared/base/root.ts';
export const target = base;
