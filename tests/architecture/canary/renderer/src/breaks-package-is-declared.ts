import chalk from 'chalk';
export const value = chalk;
