export const values: unknown[] = [window, process, fetch, setTimeout, Buffer, crypto];
