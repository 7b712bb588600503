import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { FileChoice } from '../../../../shared/import/file-choice.ts';
import { type EncodingName, ENCODING_NAMES } from '../../../../shared/import/text-decoding.ts';
import { createEncoder, cutFile, readRows, toUtf16 } from './support.ts';
import { buildWorkbook, toSheetXml } from './xlsx/build-workbook.ts';

type Records = readonly Readonly<Record<string, string>>[];

/** The column names and the cells under them. */
function toTable(records: Records): string[][] {
  const names = Object.keys(records[0] ?? {});
  return [names, ...records.map((record) => names.map((name) => record[name] ?? ''))];
}

interface TextForm {
  readonly name: string;
  readonly choice?: FileChoice;
  readonly write: (records: Records) => string;
}

const CSV_FORMS = [',', ';', '\t', '|'].flatMap((delimiter): TextForm[] =>
  ['\n', '\r\n'].map((newline) => ({
    name: 'table.csv',
    choice: { delimiter },
    write: (records) => Papa.unparse(toTable(records), { delimiter, newline, quotes: true }),
  })),
);

const TEXT_FORMS: readonly TextForm[] = [
  { name: 'list.json', write: (records) => JSON.stringify(records) },
  { name: 'list.jsonl', write: (records) => JSON.stringify(records, null, 2) },
  { name: 'inside.json', write: (records) => JSON.stringify({ n: records.length, data: records }, null, 1) },
  { name: 'lines.json', write: (records) => records.map((record) => JSON.stringify(record)).join('\r\n') },
  {
    name: 'lines.jsonl',
    write: (records) => records.map((record) => `${JSON.stringify(record)}\n`).join(''),
  },
  {
    name: 'values.json',
    write: (records) => records.map((record) => JSON.stringify(record, null, 2)).join('\n'),
  },
  ...CSV_FORMS,
];

/** Records of three texts of the given characters. A record without any text would be a blank row of a table. */
function recordsOf(unit: fc.Arbitrary<string>): fc.Arbitrary<Records> {
  const text = fc.string({ unit, maxLength: 40 });
  const special = fc.constantFrom('"', '\\', '\n', '\r\n', ',', ';', '\t', '|', "'", '{', ']', '\\"', '=1+1');
  const mixed = fc.array(fc.oneof(text, special), { maxLength: 4 }).map((parts) => parts.join(''));
  return fc.array(
    fc.record({ id: fc.nat().map(String), prompt: mixed, 'response a': mixed }),
    // One object over several lines could be a record of many.
    { minLength: 2, maxLength: 8 },
  );
}

/** The values of all rows, or what is wrong with those that have none. */
async function readValues(
  name: string,
  bytes: Uint8Array,
  places: readonly number[],
  choice: FileChoice = {},
): Promise<unknown[]> {
  const { rows, faults } = await readRows(cutFile(name, bytes, places), choice);
  return [...rows.map(({ value }) => ({ ...value })), ...faults];
}

const cuts = fc.array(fc.nat(), { maxLength: 6 });

describe('the same rows come from every container that can carry them', () => {
  it('in UTF-8 and UTF-16, with and without a mark, packed or not', async () => {
    const wellFormed = recordsOf(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
    const encoding = fc.constantFrom('UTF-8', 'UTF-16LE', 'UTF-16BE');
    await fc.assert(
      fc.asyncProperty(
        wellFormed,
        fc.constantFrom(...TEXT_FORMS),
        encoding,
        fc.boolean(),
        fc.boolean(),
        cuts,
        async (records, form, name, isMarked, isPacked, places) => {
          const text = form.write(records);
          const marked = name === 'UTF-8' ? new TextEncoder().encode(`\ufeff${text}`) : toUtf16(text, name);
          const bytes = isMarked ? marked : marked.subarray(name === 'UTF-8' ? 3 : 2);
          // Text of arbitrary characters does not look like UTF-16 or like anything.
          const choice = { ...form.choice, ...(isMarked || name === 'UTF-8' ? {} : { encoding: name }) };
          const file = isPacked ? new Uint8Array(gzipSync(bytes)) : bytes;
          expect(await readValues(form.name, file, places, choice)).toEqual(records);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(ENCODING_NAMES.filter((name) => !name.startsWith('UTF')))('in %s', async (name: EncodingName) => {
    const { encode, characters } = createEncoder(name);
    await fc.assert(
      fc.asyncProperty(
        recordsOf(fc.constantFrom(...characters)),
        fc.constantFrom(...TEXT_FORMS),
        cuts,
        async (records, form, places) => {
          const choice = { ...form.choice, encoding: name };
          const bytes = encode(form.write(records));
          expect(await readValues(form.name, bytes, places, choice)).toEqual(records);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('in a workbook', async () => {
    const wellFormed = recordsOf(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
    await fc.assert(
      fc.asyncProperty(wellFormed, cuts, async (records, places) => {
        const bytes = buildWorkbook([toSheetXml(toTable(records))]);
        expect(await readValues('table.xlsx', bytes, places)).toEqual(records);
      }),
      { numRuns: 200 },
    );
  });
});
