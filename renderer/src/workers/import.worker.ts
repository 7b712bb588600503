import { z } from 'zod';
import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import { ItemIndex } from '../../../shared/import/existing-items.ts';
import { importFiles } from '../../../shared/import/import-files.ts';
import { inspectFiles } from '../../../shared/import/inspect-files.ts';
import type { ImportJob } from './import-job.ts';
import { LineBuffer } from './line-buffer.ts';
import { readRecords } from './read-records.ts';
import { serveJob } from './serve-job.ts';

// The content security policy forbids the code that zod would generate.
z.config({ jitless: true });

/** Enough to show what the files become. */
const SHOWN_PROMPTS = 3;

serveJob<ImportJob>(self, async ({ files, mappings, app, write, intoProject }, port) => {
  const existing = new ItemIndex();
  if (intoProject) {
    for await (const record of readRecords((from) => port.ask('records', from))) existing.add(record);
  }
  const buffer = new LineBuffer((bytes) => port.ask('write', bytes));
  const sample = new RecordSample();
  const inputs = files.map(({ name, size }, file) => ({
    name,
    size,
    read: (offset: number, length: number) => port.ask('read', { file, offset, length }),
  }));
  const inspections = write ? [] : await inspectFiles(inputs);
  const summary = await importFiles(
    inputs,
    {
      app,
      choices: new Map([...mappings].map(([name, mapping]) => [name, { mapping }])),
      existing,
      onProgress: (bytesDone, bytesTotal) => {
        port.report({ bytesDone, bytesTotal });
      },
    },
    (records) => {
      sample.add(records);
      return write ? buffer.add(records) : undefined;
    },
  );
  if (write) await buffer.flush();
  return { summary, inspections, firstRecords: sample.records, models: sample.models.size };
});

/** The first prompts with all their responses, whichever file these come from, and the models met anywhere. */
class RecordSample {
  readonly records: ItemRecord[] = [];
  readonly models = new Set<string>();
  readonly #prompts = new Set<string>();

  add(records: readonly ItemRecord[]): void {
    for (const record of records) {
      if ('prompt' in record && this.#prompts.size < SHOWN_PROMPTS) {
        this.#prompts.add(record.prompt.id);
        this.records.push(record);
      } else if ('response' in record) {
        if (record.response.origin.model !== null) this.models.add(record.response.origin.model);
        if (this.#prompts.has(record.response.promptId)) this.records.push(record);
      }
    }
  }
}
