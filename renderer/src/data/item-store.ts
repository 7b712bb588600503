import type { Judgment } from '../../../shared/domain/judgment.ts';
import type { ProjectDatabase } from './database.ts';
import { withDeadline } from './with-deadline.ts';

/** Where the working copy keeps what people did. */
export interface ItemStore {
  readonly kind: 'indexeddb' | 'memory';
  writeJudgments(judgments: readonly Judgment[]): Promise<void>;
  readJudgments(): Promise<readonly Judgment[]>;
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
    writeJudgments: async (judgments) => {
      await withDeadline(database.judgments.bulkPut([...judgments]), DEADLINE, 'Writing judgments');
    },
    readJudgments: () => withDeadline(database.judgments.toArray(), DEADLINE, 'Reading judgments'),
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
  const judgments: Judgment[] = [];
  const notes = new Map<string, unknown>();
  return {
    kind: 'memory',
    writeJudgments: (added) => {
      judgments.push(...added);
      return Promise.resolve();
    },
    readJudgments: () => Promise.resolve(judgments),
    writeNote: (key, value) => {
      notes.set(key, value);
      return Promise.resolve();
    },
    readNote: (key) => Promise.resolve(notes.get(key)),
    close: () => {
      notes.clear();
    },
  };
}
