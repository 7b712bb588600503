import { Dexie } from 'dexie';
export const value = new Dexie('elsewhere');
