export const values: unknown[] = [window, document];
