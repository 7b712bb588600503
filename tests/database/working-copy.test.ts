import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProjectDatabase } from '../../renderer/src/data/database.ts';
import { createRecordFeed } from '../../renderer/src/data/record-feed.ts';
import { WorkingCopy } from '../../renderer/src/data/working-copy.ts';
import type { ProjectId, SourceId } from '../../shared/domain/ids.ts';
import type { ItemRecord } from '../../shared/domain/item-record.ts';
import type { Judgment } from '../../shared/domain/judgment.ts';
import type { Source } from '../../shared/domain/source.ts';
import type { PromptOutline } from '../../shared/review/queue.ts';
import { readRecords } from '../../shared/segment/record-batches.ts';
import { buildItem, type BuiltItem, idOf, LogBuilder } from '../support/build-items.ts';
import { InMemoryFolder } from './in-memory-folder.ts';

const LONG = '长文本 '.repeat(3000);
/** Long enough for several pieces of a file. */
const items = Array.from({ length: 12 }, (_, index) => buildItem(`${index}: ${LONG}`, ['a', 'b']));
const [one, two, three] = items as [BuiltItem, BuiltItem, BuiltItem];

let number = 0;
let folder: InMemoryFolder;
const open: WorkingCopy[] = [];

beforeEach(() => {
  number += 1;
  folder = new InMemoryFolder(`copy-${number}`);
});

afterEach(async () => {
  for (const copy of open.splice(0)) copy.close();
  await new ProjectDatabase(folder.id).delete();
});

function toRecords(built: readonly BuiltItem[], judgments: readonly Judgment[] = []): ItemRecord[] {
  return [
    ...built.flatMap(({ prompt, responses }): ItemRecord[] => [
      { prompt },
      ...responses.map((response) => ({ response })),
    ]),
    ...judgments.map((judgment) => ({ judgment })),
  ];
}

function createImportedJudgments(): Judgment[] {
  const log = new LogBuilder('imported');
  for (const item of items) log.prefer(item, 'a', 'b');
  return log.entries;
}

/** Judgments that the rater here has made: in the journal. */
function appendOwn(count: number): readonly Judgment[] {
  const log = new LogBuilder('own');
  for (let index = 0; index < count; index += 1) log.prefer(items[index % items.length] ?? one, 'b', 'a');
  // The journal gives each its number, whatever number it has.
  return folder.append(log.entries);
}

async function openCopy(): Promise<WorkingCopy> {
  const copy = await WorkingCopy.open(folder);
  open.push(copy);
  return copy;
}

/** Opens, closes, lets *change* work on the database behind the copy's back, and opens again. */
async function reopenAfter(
  change: (database: ProjectDatabase) => Promise<unknown>,
): Promise<{ readonly before: WorkingCopy; readonly after: WorkingCopy }> {
  const before = await openCopy();
  before.close();
  const database = new ProjectDatabase(folder.id);
  await database.open();
  await change(database);
  database.close();
  folder.reads.length = 0;
  return { before, after: await openCopy() };
}

function listPrompts({ corpus }: WorkingCopy): PromptOutline[] {
  return Array.from({ length: corpus.promptCount }, (_, prompt) => corpus.outline(prompt)).filter(
    (outline) => outline !== undefined,
  );
}

async function expectWhole(copy: WorkingCopy, judgments: readonly Judgment[]): Promise<void> {
  await copy.corpus.whenComplete;
  expect(listPrompts(copy).map(({ promptId }) => promptId)).toEqual(items.map(({ prompt }) => prompt.id));
  for (const { prompt, responses } of items) {
    const read = await copy.corpus.read(prompt.id);
    expect(read.prompt).toEqual(prompt);
    expect([...read.responses.values()]).toEqual(responses);
  }
  expect(copy.judgments).toEqual(judgments);
}

describe('a working copy', () => {
  it('takes in everything at first: texts in order, imported judgments, the journal', async () => {
    const imported = createImportedJudgments();
    folder.addSegment(toRecords(items, imported));
    const own = appendOwn(5);
    const copy = await openCopy();
    expect(copy.report).toMatchObject({ keptIn: 'indexeddb', damaged: [] });
    await expectWhole(copy, [...imported, ...own]);
  });

  it('reads no segment again when nothing has changed', async () => {
    const imported = createImportedJudgments();
    folder.addSegment(toRecords(items, imported));
    const own = appendOwn(3);
    const { after } = await reopenAfter(() => Promise.resolve());
    expect(folder.reads).toEqual([]);
    expect(after.report.rebuilt).toBe(false);
    await expectWhole(after, [...imported, ...own]);
  });

  it('opens an empty project', async () => {
    const copy = await openCopy();
    expect(copy.report).toEqual({ rebuilt: false, keptIn: 'indexeddb', damaged: [] });
    expect(copy.corpus.promptCount).toBe(0);
    expect(copy.judgments).toEqual([]);
  });

  it('is made anew when the database has gone, and says so', async () => {
    const imported = createImportedJudgments();
    folder.addSegment(toRecords(items, imported));
    const own = appendOwn(3);
    const { after } = await reopenAfter((database) => database.delete());
    expect(after.report.rebuilt).toBe(true);
    await expectWhole(after, [...imported, ...own]);
  });

  it('makes an index anew that is missing or damaged, and says so', async () => {
    const imported = createImportedJudgments();
    const first = folder.addSegment(toRecords(items.slice(0, 6), imported));
    const second = folder.addSegment(toRecords(items.slice(6)));
    folder.files.delete(`${first}.idx`);
    const bytes = folder.files.get(`${second}.idx`) ?? new Uint8Array();
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    const { before, after } = await reopenAfter(() => Promise.resolve());
    expect(before.report.rebuilt).toBe(true);
    expect(folder.rebuilds).toEqual([first, second]);
    expect(after.report.rebuilt).toBe(false);
    await expectWhole(after, imported);
  });

  it('takes in an import that was made while it was closed, and calls that no repair', async () => {
    const imported = createImportedJudgments();
    folder.addSegment(toRecords(items.slice(0, 6)));
    const { after } = await reopenAfter(() => {
      folder.addSegment(toRecords(items.slice(6), imported));
      return Promise.resolve();
    });
    expect(after.report.rebuilt).toBe(false);
    await expectWhole(after, imported);
  });

  it('shows what came from a source until it is hidden or taken out, and again when it is shown', async () => {
    const source = (id: string, change: Partial<Source> = {}): Source => ({
      id: id as SourceId,
      fileName: `${id}.jsonl`,
      sha256: 'ab'.repeat(32),
      bytes: 1,
      format: 'test',
      encoding: 'UTF-8',
      counts: { prompts: 1, responses: 1, judgments: 0, leftOut: 0 },
      ...change,
    });
    folder.sources = [source('one'), source('two')];
    folder.addSegment([
      ...toRecords([one]),
      { source: 'one' as SourceId },
      ...toRecords([two]),
      { source: 'two' as SourceId },
    ]);
    // The first answer came with the other file as well.
    folder.addSegment([...toRecords([one]).slice(0, 2), { source: 'two' as SourceId }]);
    const copy = await openCopy();
    const listIds = () => listPrompts(copy).map(({ responses }) => responses.map(({ id }) => id));
    expect(listIds()).toEqual([one, two].map(({ responses }) => responses.map(({ id }) => id)));
    folder.sources = [source('one', { hidden: true }), source('two')];
    await copy.takeManifest();
    expect(listIds()).toEqual([[idOf(one, 'a')], [idOf(two, 'a'), idOf(two, 'b')]]);
    expect([...(await copy.corpus.read(one.prompt.id)).responses.keys()]).toEqual([idOf(one, 'a')]);
    folder.sources = [source('one')];
    await copy.takeManifest();
    expect(listIds()).toEqual([[idOf(one, 'a'), idOf(one, 'b')]]);
    const records: ItemRecord[] = [];
    for await (const record of readRecords(createRecordFeed(copy, []))) records.push(record);
    expect(records).toEqual(toRecords([one]));
  });

  it.each(['all', 'one'] as const)('notices that imported judgments are missing: %s', async (how) => {
    const imported = createImportedJudgments();
    folder.addSegment(toRecords(items, imported));
    const own = appendOwn(4);
    const { after } = await reopenAfter((database) =>
      how === 'all'
        ? database.judgments.clear()
        : database.judgments.bulkDelete(imported.slice(3, 4).map(({ id }) => id)),
    );
    expect(after.report.rebuilt).toBe(true);
    await expectWhole(after, [...imported, ...own]);
  });

  it('catches up with the journal without reading texts', async () => {
    const imported = createImportedJudgments();
    folder.addSegment(toRecords(items, imported));
    const own = appendOwn(4);
    const { after } = await reopenAfter((database) =>
      database.judgments.bulkDelete(own.slice(1).map(({ id }) => id)),
    );
    expect(folder.reads).toEqual([]);
    expect(after.report.rebuilt).toBe(false);
    await expectWhole(after, [...imported, ...own]);
    expect((await after.store.readJudgments()).length).toBe(imported.length + own.length);
  });

  it('counts a judgment once that stands in the journal and in a segment, however often it is opened', async () => {
    folder.addSegment(toRecords(items));
    const own = appendOwn(6);
    // As after merging a backup of one's own work.
    folder.addSegment(own.slice(0, 4).map((judgment) => ({ judgment })));
    const { before, after } = await reopenAfter(() => Promise.resolve());
    // It agrees with the folder, so it is left as it is.
    expect(after.report.rebuilt).toBe(false);
    expect(folder.reads).toEqual([]);
    expect(before.judgments).toEqual(own);
    await expectWhole(after, own);
  });

  it('brings responses of a later segment to the prompt of an earlier one', async () => {
    folder.addSegment(toRecords(items));
    const late = buildItem(`0: ${LONG}`, ['c']);
    expect(late.prompt).toEqual(one.prompt);
    folder.addSegment(late.responses.map((response) => ({ response })));
    const copy = await openCopy();
    const [outline] = listPrompts(copy);
    expect(outline).toMatchObject({ promptId: one.prompt.id, turns: 1 });
    expect(outline?.responses.map(({ id }) => id)).toEqual([
      idOf(one, 'a'),
      idOf(one, 'b'),
      late.responses[0]?.id,
    ]);
    const read = await copy.corpus.read(one.prompt.id);
    expect([...read.responses.values()]).toEqual([...one.responses, ...late.responses]);
  });

  it('takes in what an import adds while it is open, and nothing twice', async () => {
    const imported = createImportedJudgments();
    const first = folder.addSegment(toRecords(items.slice(0, 6)));
    const copy = await openCopy();
    const own = appendOwn(2);
    copy.addSaved(own);
    folder.reads.length = 0;
    const second = folder.addSegment(toRecords(items.slice(6), imported));
    await copy.takeManifest();
    expect(folder.reads).not.toContain(first);
    expect(folder.reads).toContain(second);
    await expectWhole(copy, [...imported, ...own]);
    folder.reads.length = 0;
    await copy.takeManifest();
    expect(folder.reads).toEqual([]);
    await expectWhole(copy, [...imported, ...own]);
    copy.close();
    const again = await openCopy();
    expect(again.report.rebuilt).toBe(false);
    await expectWhole(again, [...imported, ...own]);
  });

  it('keeps notes over a restart', async () => {
    const { after } = await reopenAfter((database) => database.notes.put({ key: 'draft', value: { at: 3 } }));
    expect(await after.store.readNote('draft')).toEqual({ at: 3 });
    await after.store.writeNote('draft', undefined);
    expect(await after.store.readNote('draft')).toBeUndefined();
  });

  it('names damaged lines of a journal and takes the rest', async () => {
    folder.addSegment(toRecords(items));
    const own = appendOwn(3);
    const whole = folder.readJournal.bind(folder);
    folder.readJournal = async (name, offset, length) => {
      const bytes = await whole(name, offset, length);
      // One bit of the second line.
      const second = bytes.indexOf(0x0a) + 40;
      bytes[second] = (bytes[second] ?? 0) ^ 1;
      return bytes;
    };
    const copy = await openCopy();
    expect(copy.report.damaged).toEqual([{ journal: 'own-0001.jsonl', line: 2, why: 'checksum' }]);
    expect(copy.judgments).toEqual([own[0], own[2]]);
  });

  it('feeds all records in order, in batches', async () => {
    const imported = createImportedJudgments();
    folder.addSegment(toRecords(items, imported));
    const own = appendOwn(2);
    const copy = await openCopy();
    const records: ItemRecord[] = [];
    for await (const record of readRecords(createRecordFeed(copy, []))) records.push(record);
    expect(records).toEqual([...toRecords(items, imported), ...own.map((judgment) => ({ judgment }))]);
  });

  it('works in memory when there is no IndexedDB', async () => {
    const imported = createImportedJudgments();
    folder.addSegment(toRecords(items.slice(0, 6)));
    // A database of a later version cannot be opened, and one that is held open cannot be removed.
    const later = indexedDB.open(`pairwright-${folder.id}`, 9999);
    await new Promise((resolve) => {
      later.onsuccess = resolve;
    });
    later.result.onversionchange = () => undefined;
    const copy = await openCopy();
    expect(copy.report).toMatchObject({ keptIn: 'memory', rebuilt: true });
    const own = appendOwn(2);
    copy.addSaved(own);
    folder.addSegment(toRecords(items.slice(6), imported));
    await copy.takeManifest();
    await expectWhole(copy, [...imported, ...own]);
    later.result.close();
  });
});

describe('the database', () => {
  it('of schema version 1 opens with its judgments, and without the texts that were in it', async () => {
    const id = folder.id satisfies ProjectId;
    const first = new ProjectDatabase(id, 1);
    await first.open();
    const judgments = createImportedJudgments();
    await first.judgments.bulkPut(judgments);
    await first.table('blocks').put({ segment: 's', number: 0, bytes: Uint8Array.of(1, 2, 3) });
    first.close();
    const now = new ProjectDatabase(id);
    await now.open();
    expect(await now.judgments.toArray()).toEqual(judgments.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
    expect(now.tables.map(({ name }) => name)).toEqual(['judgments', 'notes']);
    // Not a new one: nothing has been lost.
    expect(await now.notes.get('segments')).toEqual({ key: 'segments', value: [] });
    now.close();
  });
});

describe('two copies of one folder', () => {
  it('do not share what they hold', async () => {
    folder.addSegment(toRecords([one, two, three]));
    const other = new InMemoryFolder(`${folder.id}-other`);
    other.addSegment(toRecords([two]));
    const copy = await openCopy();
    const second = await WorkingCopy.open(other);
    expect(copy.corpus.promptCount).toBe(3);
    expect(second.corpus.promptCount).toBe(1);
    second.close();
    await new ProjectDatabase(other.id).delete();
  });
});
