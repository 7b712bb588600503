import { base } from '../base/root.ts';
export const target = base + 'segment';
