import { Dexie, type EntityTable, type Table } from 'dexie';
import type { JudgmentId, ProjectId } from '../../../shared/domain/ids.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';

/** Small things of the screens that are worth keeping: drafts, what was handed in. */
export interface NoteRow {
  readonly key: string;
  readonly value: unknown;
}

/** The note that lists the segments whose judgments are here. Without it, a database has been emptied or is new. */
export const SEGMENTS_NOTE = 'segments';

/**
 * The working copy of what people did in one project: judgments and notes, in IndexedDB. Everything in it can be thrown
 * away; judgments are read again from the project folder, which is the truth. Imported texts stay in the folder.
 *
 * Changing the name would make the copies of all users invisible (they would be rebuilt, but never removed).
 */
export class ProjectDatabase extends Dexie {
  declare readonly judgments: Table<Judgment, JudgmentId>;
  declare readonly notes: EntityTable<NoteRow, 'key'>;

  constructor(projectId: ProjectId, schemaVersion = 2) {
    // Relaxed: the journal has made the judgment durable before this copy hears of it.
    super(`pairwright-${projectId}`, { chromeTransactionDurability: 'relaxed' });
    this.version(1).stores({
      blocks: '[segment+number]',
      columns: 'segment',
      judgments: 'id, raterId',
      notes: 'key',
    });
    if (schemaVersion >= 2) {
      // Texts and their columns were kept here until the folder had an index of its own.
      this.version(2)
        .stores({ blocks: null, columns: null })
        .upgrade(async (transaction) => {
          await transaction.table<NoteRow>('notes').put({ key: SEGMENTS_NOTE, value: [] });
        });
    }
  }
}
