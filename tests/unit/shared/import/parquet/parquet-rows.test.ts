import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { InputFile } from '../../../../../shared/import/input-file.ts';
import { fileOf, findRefusal, fixtures, readRows } from '../support.ts';

function read(codec: string): Uint8Array {
  return new Uint8Array(readFileSync(join(fixtures, `parquet/kinds.${codec}.parquet`)));
}

describe('reading Parquet', () => {
  it.each(['none', 'snappy', 'gzip', 'zstd', 'brotli', 'lz4'])('packed with %s', async (codec) => {
    const { rows, faults, reading } = await readRows(fileOf('a.parquet', read(codec)));
    expect(reading.container).toEqual({ kind: 'parquet' });
    expect(rows.map(({ line, value }) => ({ line, value: { ...value } }))).toEqual([
      {
        line: 1,
        value: {
          prompt: '你好',
          whole: 1,
          real: 0.5,
          at: '2024-01-02T03:04:05.678901Z',
          day: '2024-02-29',
          chosen: messages,
          nested: { a: 1, b: ['p', 'q'] },
          bytes: 'abc',
          flag: true,
          kind: 'u',
        },
      },
      {
        line: 3,
        value: {
          prompt: null,
          whole: null,
          real: 1e300,
          at: '2024-01-02T03:04:05.678901Z',
          day: '1900-03-01',
          chosen: null,
          nested: { a: 1, b: ['p', 'q'] },
          bytes: '',
          flag: null,
          kind: 'u',
        },
      },
    ]);
    // Its bytes are no text. Numbers beside them that JSON does not have would be text.
    expect(faults.map(({ line, fault }) => [line, fault.field, fault.code])).toEqual([
      [2, 'bytes', 'not_text'],
    ]);
  });

  it('reads it packed with gzip as a whole', async () => {
    const { rows } = await readRows(fileOf('a.parquet.gz', new Uint8Array(gzipSync(read('snappy')))));
    expect(rows).toHaveLength(2);
  });

  it('reads a group of rows at a time, and nothing of the others', async () => {
    const bytes = read('none');
    const ranges: [number, number][] = [];
    const file: InputFile = {
      ...fileOf('a.parquet', bytes),
      read(offset, length) {
        ranges.push([offset, length]);
        return Promise.resolve(bytes.subarray(offset, offset + length));
      },
    };
    await readRows(file);
    const [head, footer, ...data] = ranges;
    expect(head).toEqual([0, bytes.length]);
    expect(footer?.[0]).toBe(0);
    expect(data.length).toBeGreaterThan(2);
  });
});

describe('Parquet files that cannot be read', () => {
  it('refuses one that is cut off', async () => {
    const bytes = read('snappy');
    expect(await findRefusal(fileOf('a.parquet', bytes.subarray(0, bytes.length - 5)))).toBe('damaged_file');
  });

  it('keeps the groups of rows before the damage', async () => {
    const bytes = read('none');
    // The second group lies in the second half, before the footer.
    const { rows, faults } = await readRows(fileOf('a.parquet', bytes.fill(0xff, 1400, 1700)));
    expect(rows.length + faults.length).toBeGreaterThan(0);
    expect(faults.some(({ fault }) => fault.code === 'damaged_file')).toBe(true);
  });
});

const messages = [
  { role: 'user', content: 'x' },
  { role: 'assistant', content: 'y' },
];
