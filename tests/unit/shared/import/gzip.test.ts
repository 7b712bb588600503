import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../../../shared/import/limits.ts';
import { openRows } from '../../../../shared/import/open-rows.ts';
import { detectReading } from '../../../../shared/import/reading.ts';
import { cutFile, fileOf, findRefusal, readRows } from './support.ts';

const lines = Array.from({ length: 3000 }, (_, index) =>
  JSON.stringify({ id: index, text: `第 ${index} 行` }),
);
const text = `${lines.join('\n')}\n`;
const packed = new Uint8Array(gzipSync(text));

describe('reading gzip', () => {
  it('recognises it by its content, under any name', async () => {
    const file = await readRows(fileOf('a.jsonl', packed));
    expect(file.reading).toMatchObject({ compression: 'gzip', container: { kind: 'json-lines' } });
    expect(file.rows.map(({ value }) => JSON.stringify(value))).toEqual(lines);
    expect(file.faults).toEqual([]);
  });

  it('reads members one after the other, wherever their bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat()),
        async (members, cuts) => {
          const bytes = new TextEncoder().encode(text.slice(0, 5000));
          const places = [0, ...members.map((at) => at % bytes.length), bytes.length].toSorted(
            (a, b) => a - b,
          );
          const parts = places.slice(1).map((to, at) => gzipSync(bytes.subarray(places[at], to)));
          const file = cutFile('a.jsonl.gz', new Uint8Array(Buffer.concat(parts)), cuts);
          const { rows } = await readRows(file);
          expect(rows.length).toBeGreaterThan(100);
          expect(rows.map(({ value }) => JSON.stringify(value))).toEqual(lines.slice(0, rows.length));
        },
      ),
      { numRuns: 50 },
    );
  });

  it('counts the bytes of the file, not those that come out', async () => {
    const file = fileOf('a.jsonl.gz', packed);
    const reading = await detectReading(file, {});
    if (!reading.ok) throw new Error('it cannot be read');
    const seen: number[] = [];
    for await (const { bytesDone } of openRows(file, reading.value, LIMITS).batches()) seen.push(bytesDone);
    expect(seen.toSorted((left, right) => left - right)).toEqual(seen);
    expect(seen.at(-1)).toBe(packed.length);
  });
});

describe('damaged gzip', () => {
  it.each([
    ['cut off', packed.subarray(0, packed.length >> 1)],
    ['cut off in its checksum', packed.subarray(0, packed.length - 3)],
    ['with something after it', Uint8Array.from([...packed, ...new TextEncoder().encode('more than that')])],
    ['with another checksum', packed.with(packed.length - 6, (packed.at(-6) ?? 0) ^ 1)],
  ])('%s: the whole rows are kept and the file is reported', async (_what, bytes) => {
    const { rows, faults } = await readRows(fileOf('a.jsonl.gz', bytes));
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.map(({ value }) => JSON.stringify(value))).toEqual(lines.slice(0, rows.length));
    expect(faults.map(({ line, fault }) => [line, fault.code])).toEqual([[null, 'damaged_file']]);
  });

  it('does not take the last cell of a cut-off table for whole', async () => {
    const table = new Uint8Array(gzipSync(`a,b\n${'1,some text\n'.repeat(50_000)}`, { level: 0 }));
    const { rows, faults } = await readRows(fileOf('a.csv.gz', table.subarray(0, 300_003)));
    expect(rows.every(({ value }) => value['b'] === 'some text')).toBe(true);
    expect(faults.map(({ fault }) => fault.code)).toEqual(['damaged_file']);
  });

  it('stops where a few bytes unpack to far more than texts do', async () => {
    const member = gzipSync(`${JSON.stringify({ a: 'x'.repeat(1024 * 1024) })}\n`);
    const bomb = new Uint8Array(Buffer.concat(Array.from({ length: 100 }, () => member)));
    expect(bomb.length).toBeLessThan(200 * 1024);
    const { rows, faults } = await readRows(fileOf('a.jsonl.gz', bomb));
    expect(faults.map(({ fault }) => fault.code)).toEqual(['compressed_bomb']);
    expect(rows.length).toBeLessThan(70);
  });

  it('refuses gzip inside gzip, and what is packed but no text', async () => {
    expect(await findRefusal(fileOf('a.gz', new Uint8Array(gzipSync(packed))))).toBe('unsupported_container');
    expect(await findRefusal(fileOf('a.gz', new Uint8Array(gzipSync(new Uint8Array(5000)))))).toBe(
      'unsupported_container',
    );
    expect(await findRefusal(fileOf('a.gz', new Uint8Array(gzipSync(''))))).toBe('empty_file');
  });
});
