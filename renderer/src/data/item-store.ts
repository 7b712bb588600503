import type { Judgment } from '../../../shared/domain/judgment.ts';
import type { BlockRow, SegmentColumns } from './segment-columns.ts';
import type { ProjectDatabase } from './database.ts';
import { withDeadline } from './with-deadline.ts';

/** Where the working copy keeps what it read from the folder. */
export interface ItemStore {
  readonly kind: 'indexeddb' | 'memory';
  writeBlocks(blocks: readonly BlockRow[]): Promise<void>;
  readBlock(segment: string, block: number): Promise<Uint8Array>;
  writeJudgments(judgments: readonly Judgment[]): Promise<void>;
  readJudgments(): Promise<readonly Judgment[]>;
  readColumns(): Promise<readonly SegmentColumns[]>;
  /** Makes a segment part of the copy, once all of its blocks and judgments are written. */
  finishSegment(columns: SegmentColumns): Promise<void>;
  /** A note that outlives the window: a draft, what was handed in. `undefined` removes it. */
  writeNote(key: string, value: unknown): Promise<void>;
  readNote(key: string): Promise<unknown>;
  close(): void;
}

/** A write to a full disk can stay unsettled for ever; after this long it is taken as lost. */
const DEADLINE = 10_000;

export function createDatabaseStore(database: ProjectDatabase): ItemStore {
  return {
    kind: 'indexeddb',
    writeBlocks: async (blocks) => {
      await withDeadline(database.blocks.bulkPut([...blocks]), DEADLINE, 'Writing texts');
    },
    readBlock: async (segment, block) => {
      const row = await withDeadline(database.blocks.get([segment, block]), DEADLINE, 'Reading texts');
      if (!row) throw new Error(`Block ${block} of segment ${segment} is missing`);
      return row.bytes;
    },
    writeJudgments: async (judgments) => {
      await withDeadline(database.judgments.bulkPut([...judgments]), DEADLINE, 'Writing judgments');
    },
    readJudgments: () => withDeadline(database.judgments.toArray(), DEADLINE, 'Reading judgments'),
    readColumns: () => withDeadline(database.columns.toArray(), DEADLINE, 'Reading the index'),
    finishSegment: async (columns) => {
      await withDeadline(database.columns.put(columns), DEADLINE, 'Writing the index');
    },
    writeNote: async (key, value) => {
      const write = async () => {
        if (value === undefined) await database.notes.delete(key);
        else await database.notes.put({ key, value });
      };
      await withDeadline(write(), DEADLINE, 'Writing a note');
    },
    readNote: async (key) => (await withDeadline(database.notes.get(key), DEADLINE, 'Reading a note'))?.value,
    close: () => {
      database.close();
    },
  };
}

/** The same without IndexedDB: for a profile whose database cannot be opened. Gone with the window. */
export function createMemoryStore(): ItemStore {
  const blocks = new Map<string, Uint8Array>();
  const columns: SegmentColumns[] = [];
  const judgments: Judgment[] = [];
  const notes = new Map<string, unknown>();
  return {
    kind: 'memory',
    writeBlocks: (added) => {
      for (const block of added) blocks.set(`${block.segment}:${block.number}`, block.bytes);
      return Promise.resolve();
    },
    readBlock: (segment, block) => {
      const bytes = blocks.get(`${segment}:${block}`);
      return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`No block ${block} of ${segment}`));
    },
    writeJudgments: (added) => {
      judgments.push(...added);
      return Promise.resolve();
    },
    readJudgments: () => Promise.resolve(judgments),
    readColumns: () => Promise.resolve(columns),
    finishSegment: (added) => {
      columns.push(added);
      return Promise.resolve();
    },
    writeNote: (key, value) => {
      notes.set(key, value);
      return Promise.resolve();
    },
    readNote: (key) => Promise.resolve(notes.get(key)),
    close: () => {
      blocks.clear();
    },
  };
}
