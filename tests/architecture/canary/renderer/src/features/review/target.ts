import { target as inner } from '../../ui/target.ts';
export const target = inner;
