import * as fc from 'fast-check';
import type { JudgmentId, ProjectId } from '../../../../shared/domain/ids.ts';
import { toContentId } from '../../../../shared/domain/ids.ts';
import type { Judgment, JudgmentValue } from '../../../../shared/domain/judgment.ts';
import { createProject, type Project } from '../../../../shared/domain/project.ts';
import { createPrompt, type Prompt } from '../../../../shared/domain/prompt.ts';
import { createImportedRater, type Rater } from '../../../../shared/domain/rater.ts';
import { createResponse, type Response } from '../../../../shared/domain/response.ts';
import type { Pack, PackContent } from '../../../../shared/pack/pack.ts';

/** A project with everything that can be in a pack; *size* prompts with two responses each, judged by each rater. */
export function createContent(size: number, raterNames: readonly string[] = ['Ada', '李雷']): PackContent {
  const prompts = Array.from({ length: size }, (_, index) =>
    createPrompt({ messages: [{ role: 'user', content: `Question ${index}: 为什么？` }], tags: ['tag'] }),
  );
  const responses = prompts.flatMap((prompt) => [
    createResponse({ promptId: prompt.id, turns: [`yes\n\u2028"${prompt.id}"`], origin: { model: 'heron' } }),
    createResponse({ promptId: prompt.id, turns: ['no 👩‍🔬'], origin: { model: 'lark' } }),
  ]);
  const raters = raterNames.map((name) => createImportedRater(name));
  return {
    kind: 'project',
    project: createProject({ id: toContentId<ProjectId>(['project', 'test']), name: 'Test', seed: 'seed' }),
    raters,
    sources: [],
    prompts,
    responses,
    judgments: raters.flatMap((rater) =>
      prompts.map((prompt, index) => createPreference(rater, prompt, responses, index + 1)),
    ),
  };
}

/** A rater's preference for one response of the prompt, which one follows from *seq*. */
export function createPreference(
  rater: Rater,
  prompt: Prompt,
  responses: readonly Response[],
  seq: number,
): Judgment {
  const own = responses.filter(({ promptId }) => promptId === prompt.id).map(({ id }) => id);
  const [first, second] = own;
  if (first === undefined || second === undefined) throw new Error('The prompt needs two responses');
  return createJudgment(rater, prompt, seq, {
    kind: 'preference',
    responses: [first, second],
    outcome: { is: 'better', better: seq % 2 === 0 ? first : second, strength: 'clearly' },
  });
}

export function createJudgment(rater: Rater, prompt: Prompt, seq: number, value: JudgmentValue): Judgment {
  return {
    id: toContentId<JudgmentId>(['judgment', rater.id, seq, JSON.stringify(value)]),
    raterId: rater.id,
    seq,
    promptId: prompt.id,
    turn: 1,
    pass: 1,
    value,
    shown: null,
    at: '2026-11-21T10:00:00.000Z',
    durationMs: 1200,
    app: 'test',
  };
}

const pool = createContent(5, ['Ada', '李雷', 'Grace']);

function createProjectNamed(name: string, guideline: string): Project {
  return { ...pool.project, id: toContentId<ProjectId>(['project', name]), name, guideline };
}

/** Some of the items with their own content, some with another one under the same id. */
function subset<Item>(items: readonly Item[], change: (item: Item, version: number) => Item) {
  return fc
    .subarray([...items])
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((item) => fc.integer({ min: 0, max: 9 }).map((version) => change(item, version))),
      ),
    );
}

/**
 * What one machine may have of a common pool: any part of it, some records changed under their id, of one of two
 * projects in one of two states.
 */
export const arbitraryPack: fc.Arbitrary<Pack> = fc.record({
  kind: fc.constantFrom('project' as const, 'return' as const, 'backup' as const),
  project: fc.constantFrom(
    createProjectNamed('one', ''),
    createProjectNamed('one', 'Be fair.'),
    createProjectNamed('two', ''),
  ),
  // Raters stay whole: a judgment's rater is always named.
  raters: fc.constantFrom(
    pool.raters,
    pool.raters.map((rater) => ({ ...rater, origin: 'person' as const })),
  ),
  sources: fc.constant([]),
  prompts: subset(pool.prompts, (prompt, version) =>
    version > 7 ? { ...prompt, tags: [`v${version}`] } : prompt,
  ),
  responses: subset(pool.responses, (response, version) =>
    version > 7 ? { ...response, metadata: { version: String(version) } } : response,
  ),
  judgments: subset(pool.judgments, (judgment, version) =>
    version > 7 ? { ...judgment, durationMs: version } : judgment,
  ),
});
