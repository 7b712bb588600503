import { join } from 'node:path';
export const value = join;
