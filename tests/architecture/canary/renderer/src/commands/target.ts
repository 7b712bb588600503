import { base } from '../../../shared/base/root.ts';
export interface Target { readonly text: string }
export const target: Target = { text: base };
