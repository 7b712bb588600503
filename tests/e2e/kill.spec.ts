import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { ProjectId } from '../../shared/domain/ids.ts';
import { createProject } from '../../shared/domain/project.ts';
import type { Bridge } from '../../shared/ipc/bridge.ts';
import { replayJournal } from '../../shared/journal/replay-journal.ts';
import { type LaunchedApp, launchApp } from '../support/launch-app.ts';

const kills = Number(process.env['PAIRWRIGHT_KILLS'] ?? 6);
const project = createProject({ id: 'killed' as ProjectId, name: 'Killed', seed: 's' });

/** Lets the page save judgments one after the other until it is killed, and note the last one acknowledged. */
async function saveWithoutEnd(launched: LaunchedApp, round: number): Promise<void> {
  await launched.page.evaluate(
    async ({ input, prefix }) => {
      // The preload script puts the bridge there.
      const { pairwright } = window as unknown as { pairwright: Bridge };
      const opened = await pairwright.call('projects/open', { id: input.id });
      if (!opened.ok) await pairwright.call('projects/create', input);
      const save = async (index: number): Promise<void> => {
        const draft = {
          id: `${prefix}-${index}`,
          raterId: 'rater',
          promptId: `prompt-${index}`,
          turn: 1,
          pass: 1,
          value: { kind: 'skip', responses: ['a', 'b'], reason: 'later' },
          shown: null,
          at: null,
          durationMs: 50,
          app: '0.1.0',
        };
        // Ids are branded for the compiler only.
        const request = { id: input.id, raterId: 'rater', drafts: [draft] } as never;
        const saved = await pairwright.call('project/append', request);
        if (!saved.ok) throw new Error(saved.error.message);
        document.body.dataset['acknowledged'] = String(saved.value[0]?.seq);
      };
      void (async () => {
        for (let index = 0; ; index += 1) await save(index);
      })();
    },
    { input: project, prefix: `round-${round}` },
  );
}

function countAcknowledged({ page }: LaunchedApp): Promise<number> {
  return page.evaluate(() => Number(document.body.dataset['acknowledged'] ?? 0));
}

function readSeqs(projectsDir: string): number[] {
  const [name] = readdirSync(projectsDir);
  const folder = join(projectsDir, name ?? '', 'journal');
  return readdirSync(folder).flatMap((file) => {
    const replay = replayJournal([readFileSync(join(folder, file))]);
    expect(replay.damaged).toEqual([]);
    return replay.judgments.map(({ seq }) => seq);
  });
}

test('every judgment that was acknowledged survives a kill at any moment', async () => {
  let launched = await launchApp();
  const { profileDir, projectsDir } = launched;
  let acknowledged = 0;
  for (let round = 0; round < kills; round += 1) {
    if (round > 0) launched = await launchApp({ profileDir, projectsDir });
    await saveWithoutEnd(launched, round);
    const wanted = acknowledged + 5 + ((round * 37) % 100);
    await expect
      .poll(async () => (acknowledged = await countAcknowledged(launched)), { intervals: [10] })
      .toBeGreaterThan(wanted);
    await launched.kill();
    const seqs = readSeqs(projectsDir);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, index) => index + 1));
    expect(seqs.length).toBeGreaterThanOrEqual(acknowledged);
    console.log(`kill ${round + 1}: ${acknowledged} acknowledged, ${seqs.length} on the disk`);
  }
  launched.cleanUp();
});
