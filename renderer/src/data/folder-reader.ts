import type { ProjectId } from '../../../shared/domain/ids.ts';
import type { Judgment } from '../../../shared/domain/judgment.ts';
import { type JournalDamage, JournalReader } from '../../../shared/journal/replay-journal.ts';
import type { ProjectManifest } from '../../../shared/project/project-manifest.ts';
import type { IndexFolder } from './index-file.ts';

/** The part of the project store that the working copy is made from: the folder, read in pieces of at most 1 MB. */
export interface FolderReader extends IndexFolder {
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
