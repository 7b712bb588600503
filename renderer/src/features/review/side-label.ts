import type { ItemKind } from '../../../../shared/review/queue.ts';

/** How a response is called on the screen: A and B in a pair, by digit in a ranking, as on the keys. */
export function toSideLabel(kind: ItemKind, place: number): string {
  return kind === 'ranking' ? String(place + 1) : String.fromCharCode('A'.charCodeAt(0) + place);
}
