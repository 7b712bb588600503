import { crc32 as crc32OfNode } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, crc32InScript } from '../../../../shared/base/crc32.ts';

test('the checksum is that of zip, as published: 123456789 gives cbf43926', () => {
  expect(crc32(new TextEncoder().encode('123456789')).toString(16)).toBe('cbf43926');
});

test('a native implementation gives the same, whole and in parts', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 5000 }), fc.nat(5000), (bytes, cut) => {
      const [first, second] = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect(crc32InScript(bytes)).toBe(crc32OfNode(bytes));
      expect(crc32InScript(second, crc32InScript(first))).toBe(crc32OfNode(second, crc32OfNode(first)));
    }),
  );
});
