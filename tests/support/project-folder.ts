import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judgment } from '../../shared/domain/judgment.ts';
import { replayJournal } from '../../shared/journal/replay-journal.ts';

/** All judgments in the journals of the only project in *projectsDir*, as they are on the disk. */
export function readJournaledJudgments(projectsDir: string): Judgment[] {
  const [project, ...others] = readdirSync(projectsDir);
  if (project === undefined || others.length > 0) throw new Error(`One project expected in ${projectsDir}`);
  const folder = join(projectsDir, project, 'journal');
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const replay = replayJournal([readFileSync(join(folder, name))]);
      if (replay.damaged.length > 0) throw new Error(`${name} is damaged: ${JSON.stringify(replay.damaged)}`);
      return replay.judgments;
    });
}
