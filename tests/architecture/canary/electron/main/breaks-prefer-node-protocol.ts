import { join } from 'path';
export const value = join;
