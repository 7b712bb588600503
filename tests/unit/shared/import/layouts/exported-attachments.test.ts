import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Message, Prompt } from '../../../../../shared/domain/prompt.ts';
import { callsTools, type Response } from '../../../../../shared/domain/response.ts';
import { parseToolCalls, splitCallingText, type ToolCalls } from '../../../../../shared/domain/tool-calls.ts';
import { buildExport } from '../../../../../shared/export/export-bundle.ts';
import { decodeFile } from '../../../../../shared/export/export-file.ts';
import { PRESET_NAMES, type PresetName } from '../../../../../shared/export/presets.ts';
import { buildSamples } from '../../../../../shared/pairs/build-samples.ts';
import { ProjectBuilder } from '../../pairs/sample-builders.ts';
import {
  fileOf,
  fixtureFiles,
  type Imported,
  importAll,
  promptsOf,
  responsesOf,
  shortProblems,
} from '../support.ts';

/** Exports and imports again; `undefined` when the export refuses, say because every text is a date. */
async function carry(project: ProjectBuilder, preset: PresetName): Promise<Imported | undefined> {
  const bundle = buildExport(buildSamples(project), preset);
  const data = bundle.ok ? bundle.value.files[0] : undefined;
  if (data === undefined) return undefined;
  const imported = await importAll([fileOf(data.name, decodeFile(data))]);
  expect(shortProblems(imported)).toEqual([]);
  return imported;
}

/** What a conversation says, whatever form its calls are written in. */
function toSaid(prompt: Pick<Prompt, 'messages' | 'tools' | 'images'>, answers: readonly unknown[]): string {
  const turns = prompt.messages.map(({ role, content, toolCalls }) => [
    role,
    content.trim(),
    toolCalls === undefined ? null : readCalls(parseToolCalls(toolCalls)),
  ]);
  return JSON.stringify([turns, prompt.tools ?? null, prompt.images ?? [], answers]);
}

function saidBy(response: Response): unknown {
  const text = response.turns.join('');
  if (!callsTools(response)) return text.trim();
  const calling = splitCallingText(text);
  return [calling?.spoken.trim(), readCalls(calling?.calls)];
}

function readCalls(calls: ToolCalls | undefined): unknown {
  return calls?.calls.map((call) => [call.name, JSON.parse(call.arguments) as unknown]);
}

function allSaid(prompts: readonly Prompt[], responses: readonly Response[]): string[] {
  return prompts
    .map((prompt) =>
      toSaid(
        prompt,
        responses
          .filter(({ promptId }) => promptId === prompt.id)
          .map(saidBy)
          .map((said) => JSON.stringify(said))
          .toSorted(),
      ),
    )
    .toSorted();
}

const wordsArbitrary = fc.stringMatching(/^[a-z 甲乙.]{0,12}[a-z甲乙]$/).map((text) => text.trim());
const callArbitrary = fc
  .tuple(
    fc.constantFrom('add', 'get_weather'),
    fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.oneof(fc.integer(), wordsArbitrary), { maxKeys: 3 }),
    fc.constantFrom('flat', 'text', 'nested', 'list'),
  )
  .map(([name, given, form]) => {
    switch (form) {
      case 'flat':
        return JSON.stringify({ name, arguments: given });
      case 'text':
        return JSON.stringify({ name, arguments: JSON.stringify(given) });
      case 'nested':
        return JSON.stringify([
          { id: 'c', type: 'function', function: { name, arguments: JSON.stringify(given) } },
        ]);
      default:
        return JSON.stringify([
          { name, arguments: given },
          { name, arguments: {} },
        ]);
    }
  });
const thoughtArbitrary = fc
  .option(wordsArbitrary)
  .map((thought) => (thought === null ? '' : `<think>\n${thought}\n</think>`));
const usesArbitrary = fc.array(fc.tuple(wordsArbitrary, thoughtArbitrary, callArbitrary, wordsArbitrary), {
  maxLength: 2,
});
const answerArbitrary = fc.oneof(
  wordsArbitrary,
  fc
    .tuple(thoughtArbitrary, callArbitrary)
    .map(([thought, call]) => ({ calling: [thought, call].filter(Boolean).join('\n\n') })),
);
const itemArbitrary = fc.record({
  uses: usesArbitrary,
  endsWithTool: fc.boolean(),
  hasTools: fc.boolean(),
  images: fc.array(fc.stringMatching(/^[a-z]{1,5}\.png$/), { maxLength: 2 }),
  answers: fc.tuple(answerArbitrary, wordsArbitrary),
});
type Item = typeof itemArbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** A prompt in which the model uses tools, one after the other. */
function addItem(project: ProjectBuilder, item: Item, index: number, has: 'tools' | 'images'): void {
  const messages = item.uses.flatMap(([question, thought, toolCalls, result]): Message[] => [
    { role: 'user', content: question },
    { role: 'assistant', content: thought, toolCalls },
    { role: 'tool', content: result },
    { role: 'assistant', content: 'Done.' },
  ]);
  const images = has === 'images' ? item.images : [];
  messages.push({ role: 'user', content: `${index}: ${images.map(() => '<image>').join(' and ')} ?` });
  if (item.endsWithTool) {
    messages.push({ role: 'assistant', content: '', toolCalls: '{"name":"x","arguments":{"a":[1]}}' });
    messages.push({ role: 'tool', content: 'ok' });
  }
  const prompt = project.prompt('', {
    messages,
    images,
    ...(has === 'tools' && item.hasTools ? { tools: '[{"name": "add", "parameters": {}}]' } : {}),
  });
  const [chosen, rejected] = item.answers;
  const better =
    typeof chosen === 'string'
      ? project.response(prompt, 'a', `Better: ${chosen}`)
      : project.callingResponse(prompt, 'a', chosen.calling);
  project.prefer('Ann', better, project.response(prompt, 'b', `Worse: ${rejected}`));
}

describe.each(PRESET_NAMES)('an export for %s', (preset) => {
  test.each(['tools', 'images'] as const)('any conversations with %s come back as they were', async (has) => {
    await fc.assert(
      fc.asyncProperty(fc.array(itemArbitrary, { minLength: 1, maxLength: 5 }), async (items) => {
        const project = new ProjectBuilder();
        for (const [index, item] of items.entries()) addItem(project, item, index, has);
        const imported = await carry(project, preset);
        expect(imported).toBeDefined();
        if (imported === undefined) return;
        const responses = preset.endsWith('sft')
          ? project.responses.filter(({ origin }) => origin.model === 'a')
          : project.responses;
        expect(allSaid(promptsOf(imported), responsesOf(imported))).toEqual(
          allSaid(project.prompts, responses),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('published conversations with tools', () => {
  it.each(['llamafactory-sft', 'trl-sft'] as const)('survive an export for %s', async (preset) => {
    const files = fixtureFiles('llama_factory').filter(({ name }) => /^glaive|^reason_tool/.test(name));
    expect(files).toHaveLength(3);
    for (const file of files) {
      const original = await importAll([file]);
      const project = new ProjectBuilder();
      project.prompts.push(...promptsOf(original));
      project.responses.push(...responsesOf(original));
      // Good as they are.
      for (const response of responsesOf(original)) project.correct('Ann', response, response.turns.join(''));
      const carried = await carry(project, preset);
      expect(carried).toBeDefined();
      if (carried === undefined) return;
      expect(promptsOf(carried).length).toBeGreaterThan(9);
      expect(allSaid(promptsOf(carried), responsesOf(carried))).toEqual(
        allSaid(project.prompts, project.responses),
      );
    }
  });
});
