import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import { ItemIndex } from '../../../../shared/import/existing-items.ts';
import { alpacaEvalWriter, LAYOUT_WRITERS, type LayoutWriter } from '../../../support/layout-writers.ts';
import { arbitraryItems, type SaidItem } from '../../../support/record-set.ts';
import { importAll, type Imported, judgmentsOf, promptsOf, responsesOf } from './support.ts';
import {
  arbitraryForm,
  type FileForm,
  PLAIN_FORM,
  type Said,
  showPrompt,
  showResponse,
  toSaid,
  toTextKind,
  writeFiles,
} from './written-files.ts';

/** How many record sets are written and read in each layout: `PROPERTY_RUNS=300` looks longer. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 50);
/** For as many runs as are asked for. */
const TIMEOUT = 20_000 + RUNS * 500;

const WRITERS = LAYOUT_WRITERS.map((writer) => [writer.layout, writer] as const);

interface Drawn {
  readonly form: FileForm;
  readonly items: readonly SaidItem[];
}

/** Record sets that a layout can carry, and a form of its files in which they can be written. */
function arbitrarySet(writer: LayoutWriter): fc.Arbitrary<Drawn> {
  return arbitraryForm(writer).chain((form) =>
    arbitraryItems(writer.abilities, toTextKind(form)).map((items) => ({ form, items })),
  );
}

function saidIn(records: readonly ItemRecord[], { summary }: Imported): Said {
  const imported = { records, summary };
  return {
    prompts: promptsOf(imported).map(showPrompt).toSorted(),
    responses: responsesOf(imported).map(showResponse).toSorted(),
    judgments: judgmentsOf(imported)
      .map(({ raterId, promptId, turn, value }) => JSON.stringify([raterId, promptId, turn, value]))
      .toSorted(),
  };
}

function indexOf(records: readonly ItemRecord[]): ItemIndex {
  const index = new ItemIndex();
  for (const record of records) index.add(record);
  return index;
}

/** Whether the judgments of every rater are numbered 1, 2, 3 … in the order in which they stand. */
function areNumbered(records: readonly ItemRecord[]): boolean {
  const last = new Map<string, number>();
  return records.every((record) => {
    if (!('judgment' in record)) return true;
    const { raterId, seq } = record.judgment;
    const expected = (last.get(raterId) ?? 0) + 1;
    last.set(raterId, seq);
    return seq === expected;
  });
}

describe('a record set comes out of its files as it was, whatever the container and the encoding', () => {
  it.each(WRITERS)(
    '%s',
    async (_name, writer) => {
      await fc.assert(
        fc.asyncProperty(arbitrarySet(writer), async ({ form, items }) => {
          const { files, choices, said } = writeFiles(items, writer, form);
          const imported = await importAll(files, { choices });
          expect(imported.summary.problems).toEqual([]);
          expect(saidIn(imported.records, imported)).toEqual(said);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );
});

describe('files that have grown, in whatever order they come, add what is new and nothing else', () => {
  it.each(WRITERS)(
    '%s',
    async (_name, writer) => {
      const places = fc.array(fc.nat(), { minLength: 20, maxLength: 20 });
      await fc.assert(
        fc.asyncProperty(arbitrarySet(writer), fc.nat(5), places, async (drawn, early, order) => {
          // Votes of a file are of a rater who is called after it: parts of a file would be of others.
          const form = { ...drawn.form, cuts: [] };
          const before = writeFiles(drawn.items.slice(0, early), writer, form);
          const { files, choices, said } = writeFiles(drawn.items, writer, form);
          const shuffled = files
            .map((file, index) => ({ file, place: order[index] ?? 0 }))
            .toSorted((left, right) => left.place - right.place)
            .map(({ file }) => file);

          const begun = await importAll(before.files, { choices: before.choices });
          const grown = await importAll(shuffled, { choices, existing: indexOf(begun.records) });
          const records = [...begun.records, ...grown.records];
          expect(saidIn(records, grown)).toEqual(said);
          expect(areNumbered(records)).toBe(true);

          const again = await importAll(files, { choices, existing: indexOf(records) });
          expect(again.records).toEqual([]);
          expect(again.summary.alreadyThere).toEqual({
            prompts: said.prompts.length,
            responses: said.responses.length,
            judgments: said.judgments.length,
          });
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT,
  );
});

/** Ways to write a text that leave it the same text. */
const VARIANTS: readonly ((text: string) => string)[] = [
  (text) => text.normalize('NFC'),
  (text) => `${text.normalize('NFD')} \n`,
  (text) => `\t${text.replaceAll(/\r\n?|\n/g, '\r\n')}`,
];

describe('responses of one prompt in different files', () => {
  it('come together, although each file writes the prompt in its own way', async () => {
    const unit = fc.constantFrom('é', 'Å', '한', 'が', 'ệ', 'x', '\n', ' ');
    const sets = arbitraryItems(alpacaEvalWriter.abilities, { unit, controls: false });
    await fc.assert(
      fc.asyncProperty(sets, async (items) => {
        const files = VARIANTS.flatMap((vary, index) => {
          // Every model has a file of its own; three of them stand for all.
          const varied = items.map((item) => ({
            ...item,
            messages: item.messages.map(({ role, content }) => ({ role, content: vary(content) })),
            answers: item.answers.filter((_answer, place) => place % VARIANTS.length === index),
          }));
          const written = writeFiles(varied, alpacaEvalWriter, PLAIN_FORM);
          return written.files.map((file) => ({ ...file, name: `${index}/${file.name}` }));
        });
        const imported = await importAll(files);
        expect(imported.summary.problems).toEqual([]);
        expect(
          promptsOf(imported)
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(toSaid(items).promptIds);
        expect(responsesOf(imported).map(showResponse).toSorted()).toEqual(toSaid(items).responses);
      }),
      { numRuns: RUNS * 4 },
    );
  });
});
