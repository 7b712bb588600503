import { nothing } from './nowhere.ts';
export const value = nothing;
