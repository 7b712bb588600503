export const target = 'test';
