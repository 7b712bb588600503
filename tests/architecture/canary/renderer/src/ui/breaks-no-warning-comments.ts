// TODO later
export const value = 1;
