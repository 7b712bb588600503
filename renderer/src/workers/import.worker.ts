import { z } from 'zod';
import { ItemIndex } from '../../../shared/import/existing-items.ts';
import { runImportJob } from '../../../shared/import/import-job.ts';
import { inspectFiles } from '../../../shared/import/inspect-files.ts';
import { readRecords } from '../../../shared/segment/record-batches.ts';
import { SegmentIndexBuilder } from '../../../shared/segment/segment-index-builder.ts';
import { SegmentLines } from '../../../shared/segment/segment-lines.ts';
import type { ImportJob } from './import-job.ts';
import { serveJob } from './serve-job.ts';

// The content security policy forbids the code that zod would generate.
z.config({ jitless: true });

serveJob<ImportJob>(self, async ({ files, choices, app, write, limitBytes, intoProject }, port) => {
  const inputs = files.map(({ name, size }, file) => ({
    name,
    size,
    read: (offset: number, length: number) => port.ask('read', { file, offset, length }),
  }));
  if (!write) port.report({ is: 'inspected', inspections: await inspectFiles(inputs, choices) });
  const existing = new ItemIndex();
  if (intoProject) {
    for await (const record of readRecords((from) => port.ask('records', from))) existing.add(record);
  }
  // The folder makes the index when it is first wanted. A copy, since the lines use their buffer again: this one goes over to the page.
  const lines = new SegmentLines((bytes) => port.ask('write', bytes.slice()), new SegmentIndexBuilder());
  const outcome = await runImportJob(
    inputs,
    {
      app,
      choices,
      existing,
      ...(limitBytes === null ? {} : { limitBytes }),
      onProgress: (bytesDone, bytesTotal, rows) => {
        port.report({ is: 'under-way', progress: { bytesDone, bytesTotal, rows } });
      },
    },
    write ? { records: (records) => lines.add(records), report: () => undefined } : undefined,
  );
  await lines.flush();
  return outcome;
});
