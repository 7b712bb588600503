import { other } from './other-half-of-circle.ts';
export const value = other;
