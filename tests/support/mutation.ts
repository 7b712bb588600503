import fc from 'fast-check';

/** From 0, the beginning, up to 1. All places are drawn as often, the beginning too: most files die of a change there. */
const place = fc.noBias(fc.nat({ max: 2 ** 30 - 1 })).map((drawn) => drawn / 2 ** 30);
const blockLength = fc.integer({ min: 1, max: 300 });

/** A change to the bytes of a file. */
export const arbitraryMutation = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: place, mask: fc.integer({ min: 1, max: 255 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: place }),
  fc.record({ kind: fc.constant('double' as const), at: place, length: blockLength }),
  fc.record({ kind: fc.constant('drop' as const), at: place, length: blockLength }),
  fc.record({ kind: fc.constant('swap' as const), at: place, with: place, length: blockLength }),
);

export type Mutation = typeof arbitraryMutation extends fc.Arbitrary<infer Value> ? Value : never;

export function mutate(bytes: Uint8Array, change: Mutation): Uint8Array {
  const at = Math.floor(change.at * bytes.length);
  switch (change.kind) {
    case 'flip':
      return bytes.length === 0 ? bytes : bytes.with(at, (bytes[at] ?? 0) ^ change.mask);
    case 'cut':
      return bytes.slice(0, at);
    case 'double':
      return join(bytes.subarray(0, at + change.length), bytes.subarray(at));
    case 'drop':
      return join(bytes.subarray(0, at), bytes.subarray(at + change.length));
    case 'swap':
      return swap(bytes, at, Math.floor(change.with * bytes.length), change.length);
  }
}

function swap(bytes: Uint8Array, one: number, other: number, wanted: number): Uint8Array {
  const [left, right] = one < other ? [one, other] : [other, one];
  const length = Math.min(wanted, right - left, bytes.length - right);
  return join(
    bytes.subarray(0, left),
    bytes.subarray(right, right + length),
    bytes.subarray(left + length, right),
    bytes.subarray(left, left + length),
    bytes.subarray(right + length),
  );
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
