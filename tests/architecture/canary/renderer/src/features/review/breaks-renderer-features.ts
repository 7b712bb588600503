import { value } from '../../app.ts';
export const other = value;
