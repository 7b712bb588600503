import type { ProjectId } from '../../../shared/domain/ids.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import { type JournalDamage, JournalReader } from '../../../shared/journal/replay-journal.ts';
import type { ProjectManifest, Segment } from '../../../shared/project/project-manifest.ts';
import { type BlockRow, type SegmentColumns, SegmentReader } from './segment-columns.ts';

/** The part of the project store that the working copy is made from: the folder, read in pieces of at most 1 MB. */
export interface FolderReader {
  readonly id: ProjectId;
  manifest(): ProjectManifest;
  journals(): Promise<readonly { readonly name: string; readonly bytes: number }[]>;
  readJournal(name: string, offset: number, length: number): Promise<Uint8Array>;
  readSegment(sha256: string, offset: number, length: number): Promise<Uint8Array>;
}

const PIECE = 1024 * 1024;

/** Replays all journal files of the folder; damage is named by file and line. */
export async function readJournals(folder: FolderReader): Promise<{
  readonly judgments: readonly Judgment[][];
  readonly damaged: readonly (JournalDamage & { readonly journal: string })[];
}> {
  const files = await folder.journals();
  const replays = await Promise.all(
    files.map(async ({ name, bytes }) => {
      const reader = new JournalReader();
      for (let offset = 0; offset < bytes; offset += PIECE) {
        reader.push(await folder.readJournal(name, offset, Math.min(PIECE, bytes - offset)));
      }
      return { name, replay: reader.end() };
    }),
  );
  return {
    judgments: replays.map(({ replay }) => [...replay.judgments]),
    damaged: replays.flatMap(({ name, replay }) =>
      replay.damaged.map((damage) => ({ ...damage, journal: name })),
    ),
  };
}

/** Where a segment's content goes while it is read. */
export interface SegmentSink {
  readonly writeBlocks: (blocks: readonly BlockRow[]) => Promise<void>;
  readonly writeJudgments: (judgments: readonly Judgment[]) => Promise<void>;
}

/** Reads a segment in pieces, hands blocks and judgments to *sink* as they come, and returns the columns. */
export async function readSegment(
  folder: FolderReader,
  segment: Segment,
  sink: SegmentSink,
): Promise<SegmentColumns> {
  let blocks: BlockRow[] = [];
  let judgments: Judgment[] = [];
  const reader = new SegmentReader(
    segment.sha256,
    (block) => blocks.push(block),
    (judgment) => judgments.push(judgment),
  );
  const flush = async () => {
    const [blocksNow, judgmentsNow] = [blocks, judgments];
    [blocks, judgments] = [[], []];
    if (blocksNow.length > 0) await sink.writeBlocks(blocksNow);
    if (judgmentsNow.length > 0) await sink.writeJudgments(judgmentsNow);
  };
  for (let offset = 0; offset < segment.bytes; offset += PIECE) {
    reader.add(await folder.readSegment(segment.sha256, offset, Math.min(PIECE, segment.bytes - offset)));
    await flush();
  }
  const columns = reader.finish();
  await flush();
  return columns;
}
