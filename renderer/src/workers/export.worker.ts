import { z } from 'zod';
import { buildExport } from '../../../shared/export/export-bundle.ts';
import { buildSamples } from '../../../shared/pairs/build-samples.ts';
import { readRecords } from '../../../shared/segment/record-batches.ts';
import { collectRecords } from './collect-records.ts';
import type { ExportJob } from './export-job.ts';
import { serveJob } from './serve-job.ts';

// The content security policy forbids the code that zod would generate.
z.config({ jitless: true });

serveJob<ExportJob>(self, async ({ preset }, port) => {
  const records = await collectRecords(readRecords((from) => port.ask('records', from)));
  return buildExport(buildSamples(records), preset);
});
