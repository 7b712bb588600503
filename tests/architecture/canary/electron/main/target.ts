import { app } from 'electron';
export const target = app;
