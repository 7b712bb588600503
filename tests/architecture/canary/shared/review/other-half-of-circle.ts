import { value } from './breaks-no-circle.ts';
export const other = () => value;
