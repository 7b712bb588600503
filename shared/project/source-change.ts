import type { Source } from '../domain/source.ts';

/** What is to become of a source in the list. */
export type SourceChange =
  { readonly to: 'renamed'; readonly title: string } | { readonly to: 'hidden' | 'shown' | 'removed' };

/** The source as the list has it afterwards; none when it is off the list. */
export function applySourceChange({ hidden, ...source }: Source, change: SourceChange): Source[] {
  switch (change.to) {
    case 'renamed':
      return [{ ...source, ...(hidden === undefined ? {} : { hidden }), title: change.title }];
    case 'hidden':
      return [{ ...source, hidden: true }];
    case 'shown':
      return [source];
    case 'removed':
      return [];
  }
}
