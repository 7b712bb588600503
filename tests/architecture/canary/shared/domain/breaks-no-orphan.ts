export const value = 'nobody asks';
