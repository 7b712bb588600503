export const value = Math.random();
export const other: unknown = globalThis.Date;
