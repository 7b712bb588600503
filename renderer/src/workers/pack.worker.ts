import { z } from 'zod';
import type { RaterId } from '../../../shared/domain/ids.ts';
import type { ItemRecord } from '../../../shared/domain/item-record.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import type { Rater } from '../../../shared/domain/rater.ts';
import { planMerge } from '../../../shared/pack/plan-merge.ts';
import { readPack } from '../../../shared/pack/read-pack.ts';
import { selectReturn } from '../../../shared/pack/select-return.ts';
import { writePack } from '../../../shared/pack/write-pack.ts';
import { readRecords } from '../../../shared/segment/record-batches.ts';
import { SegmentIndexBuilder } from '../../../shared/segment/segment-index-builder.ts';
import { SegmentLines } from '../../../shared/segment/segment-lines.ts';
import { collectRecords } from './collect-records.ts';
import type { MergePackJob, WritePackJob } from './pack-job.ts';
import { type JobPort, serveJob } from './serve-job.ts';

// The content security policy forbids the code that zod would generate.
z.config({ jitless: true });

const PIECE = 1024 * 1024;

serveJob<WritePackJob | MergePackJob>(self, async (input, port) =>
  input.task === 'write'
    ? write(input, port as JobPort<WritePackJob>)
    : merge(input, port as JobPort<MergePackJob>),
);

async function write(
  { kind, project, sources, raterId }: WritePackJob['input'],
  port: JobPort<WritePackJob>,
): Promise<WritePackJob['output']> {
  const records = await collectRecords(readRecords((from) => port.ask('records', from)));
  const content = { kind, project, sources, ...records };
  return writePack(raterId === undefined ? content : selectReturn(content, raterId));
}

async function merge(
  { size, project, write: isWriting }: MergePackJob['input'],
  port: JobPort<MergePackJob>,
): Promise<MergePackJob['output']> {
  const bytes = new Uint8Array(size);
  for (let offset = 0; offset < size; offset += PIECE) {
    bytes.set(await port.ask('read', { file: 0, offset, length: Math.min(PIECE, size - offset) }), offset);
  }
  const pack = readPack(bytes);
  if (!pack.ok) return pack;

  const prompts = new Set<string>();
  const responses = new Set<string>();
  const raters = new Map<string, Rater>();
  const judgments = new Map<string, Judgment>();
  if (project) {
    for await (const record of readRecords((from) => port.ask('records', from))) {
      if ('prompt' in record) prompts.add(record.prompt.id);
      else if ('response' in record) responses.add(record.response.id);
      else if ('rater' in record) raters.set(record.rater.id, record.rater);
      else if ('judgment' in record) judgments.set(record.judgment.id, record.judgment);
    }
  }
  const plan = planMerge(
    {
      projectId: (project ?? pack.value.project).id,
      hasPrompt: (id) => prompts.has(id),
      hasResponse: (id) => responses.has(id),
      getRater: (id) => raters.get(id),
      getJudgment: (id) => judgments.get(id),
    },
    pack.value,
  );
  if (isWriting) {
    // The folder makes the index when it is first wanted. A copy, since the lines use their buffer again: this one goes
    // over to the page.
    const lines = new SegmentLines((piece) => port.ask('write', piece.slice()), new SegmentIndexBuilder());
    await lines.add(plan.records);
    await lines.flush();
  }
  const { kind, project: packProject, raters: packRaters, sources } = pack.value;
  return {
    ok: true,
    value: {
      kind,
      project: packProject,
      raters: packRaters,
      sources,
      newRaters: plan.newRaters,
      added: plan.added,
      lastSeqs: findLastSeqs(plan.records),
      alreadyThere: plan.alreadyThere,
      conflicts: plan.conflicts.length,
      incomplete: plan.incomplete.judgments.length + plan.incomplete.responses.length,
      fromOtherProject: plan.fromOtherProject,
    },
  };
}

function findLastSeqs(records: readonly ItemRecord[]): Record<RaterId, number> {
  const lastSeqs: Record<RaterId, number> = {};
  for (const record of records) {
    if (!('judgment' in record)) continue;
    const { raterId, seq } = record.judgment;
    lastSeqs[raterId] = Math.max(lastSeqs[raterId] ?? 0, seq);
  }
  return lastSeqs;
}
