import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Message } from '../../../../../shared/domain/prompt.ts';
import { buildExport } from '../../../../../shared/export/export-bundle.ts';
import { decodeFile } from '../../../../../shared/export/export-file.ts';
import { toTrainingAnswer, toTrainingText } from '../../../../../shared/export/training-text.ts';
import { buildSamples } from '../../../../../shared/pairs/build-samples.ts';
import { buildSampleProject } from '../../export/sample-project.ts';
import { ProjectBuilder } from '../../pairs/sample-builders.ts';
import {
  fileOf,
  type Imported,
  importAll,
  judgmentsOf,
  promptsOf,
  responsesOf,
  shortProblems,
} from '../support.ts';

/** Presets whose files hold preferences. */
const PRESETS = [
  ['llamafactory-dpo', 'llamafactory-preference'],
  ['trl-dpo', 'trl-preference'],
] as const;

type Preset = (typeof PRESETS)[number][0];

/** The training file of an export; `undefined` when the export refuses, say because every answer is a date. */
function exportData(
  project: Parameters<typeof buildSamples>[0],
  preset: Preset,
): { name: string; text: string } | undefined {
  const bundle = buildExport(buildSamples(project), preset);
  if (!bundle.ok) return undefined;
  const [data] = bundle.value.files;
  return data === undefined ? undefined : { name: data.name, text: decodeFile(data) };
}

function projectOf(imported: Imported): Parameters<typeof buildSamples>[0] {
  return {
    prompts: promptsOf(imported),
    responses: responsesOf(imported),
    judgments: judgmentsOf(imported),
  };
}

const sortedLines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/,$/, ''))
    .toSorted();

describe.each(PRESETS)('an export for %s', (preset, layout) => {
  it('comes back as what it was made from, and goes out again the same', async () => {
    const exported = exportData(buildSampleProject(), preset);
    if (exported === undefined) throw new Error('The sample project has something to export');
    const imported = await importAll([fileOf(exported.name, exported.text)]);
    expect(imported.summary.sources.map(({ format }) => format)).toEqual([layout]);
    expect(shortProblems(imported)).toEqual([]);
    const again = exportData(projectOf(imported), preset);
    expect(sortedLines(again?.text ?? '')).toEqual(sortedLines(exported.text));
  });

  test('any preferences come back as they were', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pairArbitrary, { minLength: 1, maxLength: 6 }), async (pairs) => {
        const { project, expected } = toProject(pairs);
        const exported = exportData(project, preset);
        fc.pre(exported !== undefined);
        const imported = await importAll([fileOf(exported.name, exported.text)]);
        expect(shortProblems(imported)).toEqual([]);
        expect(preferencesOf(imported).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 150 },
    );
  });
});

const textArbitrary = fc.string({ unit: 'binary', maxLength: 30 });
const pairArbitrary = fc.record({
  system: fc.option(textArbitrary),
  history: fc.array(fc.tuple(textArbitrary, textArbitrary), { maxLength: 2 }),
  question: textArbitrary,
  answers: fc.tuple(textArbitrary, textArbitrary),
});

type Pair = typeof pairArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** A project with these pairs, and what an export of it says: cleaned, and without what no trainer takes. */
function toProject(pairs: readonly Pair[]): { project: ProjectBuilder; expected: string[] } {
  const project = new ProjectBuilder();
  const expected: string[] = [];
  for (const [index, { system, history, question, answers }] of pairs.entries()) {
    const messages: Message[] = [
      ...(system === null ? [] : [{ role: 'system', content: system } as const]),
      ...history.flatMap(([asked, answered]): Message[] => [
        { role: 'user', content: `Asked: ${asked}` },
        { role: 'assistant', content: `Answered: ${answered}` },
      ]),
      // The number keeps prompts apart that differ in outer white space only.
      { role: 'user', content: `${index}: ${question}` },
    ];
    const prompt = project.prompt('', { messages });
    const [chosen, rejected] = answers.map((text, side) => project.response(prompt, `m${side}`, text));
    if (chosen === undefined || rejected === undefined) continue;
    project.prefer('Ann', chosen, rejected);
    const cleaned = messages
      .map(({ role, content }): Message => ({
        role,
        content: role === 'assistant' ? toTrainingAnswer(content) : toTrainingText(content),
      }))
      .filter(({ role, content }) => role !== 'system' || content.trim() !== '');
    const [better, worse] = answers.map(toTrainingAnswer);
    if (better !== '' && worse !== '' && better !== worse) {
      expected.push(JSON.stringify([cleaned, better, worse]));
    }
  }
  return { project, expected };
}

/** Each preference as JSON: the messages, the better and the worse text. */
function preferencesOf(imported: Imported): string[] {
  const prompts = new Map(promptsOf(imported).map((prompt) => [prompt.id, prompt]));
  const texts = new Map(responsesOf(imported).map(({ id, turns }) => [id, turns[0]]));
  return judgmentsOf(imported).map(({ promptId, value }) => {
    if (value.kind !== 'preference' || value.outcome.is !== 'better') throw new Error(value.kind);
    const { better } = value.outcome;
    const worse = value.responses.find((id) => id !== better);
    return JSON.stringify([
      prompts.get(promptId)?.messages,
      texts.get(better),
      worse === undefined ? undefined : texts.get(worse),
    ]);
  });
}
