export const values: unknown[] = [process, __dirname];
