import { Dexie, type EntityTable, type Table } from 'dexie';
import type { JudgmentId, ProjectId } from '../../../shared/domain/ids.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import type { BlockRow, SegmentColumns } from './segment-columns.ts';

/** Small things of the screens that are worth keeping: drafts, what was handed in. */
export interface NoteRow {
  readonly key: string;
  readonly value: unknown;
}

/**
 * The working copy of one project in IndexedDB: what the screens read. Everything in it can be thrown away and is
 * rebuilt from the project folder, which is the truth.
 *
 * Imported texts are UTF-8 blocks of about 64 KB and columnar indexes, not rows: a row per response costs 20 times the
 * writing time and makes a `count()` take seconds. What people do are rows.
 *
 * Changing the name would make the copies of all users invisible (they would be rebuilt, but never removed).
 */
export class ProjectDatabase extends Dexie {
  declare readonly blocks: Table<BlockRow, [string, number]>;
  declare readonly columns: EntityTable<SegmentColumns, 'segment'>;
  declare readonly judgments: Table<Judgment, JudgmentId>;
  declare readonly notes: EntityTable<NoteRow, 'key'>;

  constructor(projectId: ProjectId, schemaVersion = 1) {
    // Relaxed: the journal has made the judgment durable before this copy hears of it.
    super(`pairwright-${projectId}`, { chromeTransactionDurability: 'relaxed' });
    if (schemaVersion >= 1) {
      this.version(1).stores({
        blocks: '[segment+number]',
        columns: 'segment',
        judgments: 'id, raterId',
        notes: 'key',
      });
    }
  }
}
