import type { Target } from '../data/target.ts';
export const value: Target = { text: 'allowed' };
