import { target } from '../../renderer/src/ui/target.ts';
export const value = target;
