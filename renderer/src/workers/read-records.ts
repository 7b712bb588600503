import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { RecordBatch } from './import-job.ts';

/** Asks for every record of the open project, batch after batch. */
export async function* readRecords(
  ask: (from: number) => Promise<RecordBatch>,
): AsyncGenerator<ItemRecord, void, undefined> {
  for (let from: number | null = 0; from !== null;) {
    const batch: RecordBatch = await ask(from);
    yield* batch.records;
    from = batch.next;
  }
}
