import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildExport, type ExportBundle } from '../../../../shared/export/export-bundle.ts';
import { decodeFile } from '../../../../shared/export/export-file.ts';
import type { ExportOptions } from '../../../../shared/export/export-options.ts';
import { isPresetName, PRESET_NAMES, type PresetName, PRESETS } from '../../../../shared/export/presets.ts';
import { buildSamples } from '../../../../shared/pairs/build-samples.ts';
import { ProjectBuilder } from '../pairs/sample-builders.ts';
import { buildSampleProject, buildSampleSet } from './sample-project.ts';

function expectBundle(project: ProjectBuilder, preset: PresetName, options?: ExportOptions): ExportBundle {
  const bundle = buildExport(buildSamples(project), preset, options);
  if (!bundle.ok) throw new Error(bundle.error.message);
  return bundle.value;
}

function textOf(bundle: ExportBundle, name: string): string {
  const file = bundle.files.find((known) => known.name === name);
  if (!file) throw new Error(`No ${name}`);
  return decodeFile(file);
}

/** A project in which the first answer to each question is preferred. */
function projectOf(...pairs: [chosen: string, rejected: string][]): ProjectBuilder {
  const project = new ProjectBuilder();
  for (const [index, [chosen, rejected]] of pairs.entries()) {
    const prompt = project.prompt(`Question ${index}`);
    project.prefer('Ann', project.response(prompt, 'a', chosen), project.response(prompt, 'b', rejected));
  }
  return project;
}

describe('every preset', () => {
  it('is described, and known by its name only', () => {
    expect(PRESETS.map(({ name }) => name)).toEqual([...PRESET_NAMES]);
    expect(PRESET_NAMES.every(isPresetName)).toBe(true);
    expect(isPresetName('toString')).toBe(false);
  });

  it.each(PRESET_NAMES)('%s: the manifest tells the truth about each file', (preset) => {
    const bundle = expectBundle(buildSampleProject(), preset);
    const manifest = JSON.parse(textOf(bundle, 'manifest.json')) as { files: { name: string }[] }; // Written above.
    const listed = bundle.files.filter(({ name }) => name !== 'manifest.json');
    expect(manifest.files).toEqual(
      listed.map(({ name, rows, bytes, sha256 }) => ({ name, rows, bytes, sha256 })),
    );
    for (const file of bundle.files) {
      const content = Buffer.concat(file.chunks);
      expect(content.length).toBe(file.bytes);
      expect(createHash('sha256').update(content).digest('hex')).toBe(file.sha256);
      expect(content.at(-1)).toBe(0x0a);
    }
  });

  it.each(PRESET_NAMES)('%s: the provenance has a line for each row, in its order', (preset) => {
    const bundle = expectBundle(buildSampleProject(), preset);
    const [data, provenance] = bundle.files;
    const lines = provenance ? decodeFile(provenance).trimEnd().split('\n') : [];
    const places = lines.map((line) => (JSON.parse(line) as { row: number }).row); // Written by the export.
    expect(places).toEqual(Array.from({ length: data?.rows ?? 0 }, (_, index) => index + 1));
    expect(places.length).toBeGreaterThan(3);
  });

  it.each(PRESET_NAMES)('%s: the same data give the same bytes, in whatever order they come', (preset) => {
    const project = buildSampleProject();
    const expected = expectBundle(project, preset).files.map(({ name, sha256 }) => [name, sha256]);
    const arrival = fc.record({
      prompts: fc.shuffledSubarray(project.prompts, { minLength: project.prompts.length }),
      responses: fc.shuffledSubarray(project.responses, { minLength: project.responses.length }),
      judgments: fc.shuffledSubarray(project.judgments, { minLength: project.judgments.length }),
    });
    fc.assert(
      fc.property(arrival, (arrived) => {
        const bundle = buildExport(buildSamples(arrived), preset);
        expect(bundle.ok && bundle.value.files.map(({ name, sha256 }) => [name, sha256])).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it.each(PRESET_NAMES)('%s: refuses to write a file without rows', (preset) => {
    const project = new ProjectBuilder();
    const prompt = project.prompt('Say something.');
    project.undecided('Ann', project.response(prompt, 'a', 'A'), project.response(prompt, 'b', 'B'), 'tie');
    const result = buildExport(buildSamples(project), preset);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'no-rows', leftOut: [{ reason: 'tie', count: 1 }] },
    });
  });

  it.each(PRESET_NAMES)(
    '%s: whatever the texts, what is written passes its own trainer’s rules',
    (preset) => {
      const anyText = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom('', ' ', '\ud800', '2024-01-02'),
      );
      const anyRole = fc.constantFrom(
        'system' as const,
        'user' as const,
        'assistant' as const,
        'tool' as const,
      );
      const message = fc.record({ role: anyRole, content: anyText });
      const item = fc.record({
        messages: fc.array(message, { minLength: 1, maxLength: 4 }),
        a: anyText,
        b: anyText,
      });
      fc.assert(
        fc.property(fc.array(item, { minLength: 1, maxLength: 4 }), (items) => {
          const project = projectOf(['Something to train.', 'Something else.']);
          for (const { messages, a, b } of items) {
            const prompt = project.prompt('', { messages });
            project.prefer('Ann', project.response(prompt, 'a', a), project.response(prompt, 'b', b));
          }
          const result = buildExport(buildSamples(project), preset);
          expect(result).toMatchObject({ ok: true });
        }),
        { numRuns: 200 },
      );
    },
  );
});

describe('what is left out, and what is said of the rest', () => {
  it.each([
    ['no user turn', [{ role: 'system', content: 'Be brief.' }], 'no-user-turn'],
    [
      'two questions in a row',
      [
        { role: 'user', content: 'a' },
        { role: 'user', content: 'b' },
      ],
      'role-order',
    ],
    [
      'an answer at the end',
      [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: 'b' },
      ],
      'role-order',
    ],
    [
      'an answer first',
      [
        { role: 'assistant', content: 'b' },
        { role: 'user', content: 'a' },
      ],
      'role-order',
    ],
    [
      'a late system message',
      [
        { role: 'user', content: 'a' },
        { role: 'system', content: 'b' },
      ],
      'system-not-first',
    ],
    ['a blank question', [{ role: 'user', content: ' \n' }], 'empty'],
  ] as const)('leaves out a prompt with %s', (_what, messages, reason) => {
    const project = projectOf(['Good.', 'Bad.']);
    const prompt = project.prompt('', { messages: [...messages] });
    project.prefer('Ann', project.response(prompt, 'a', 'Yes.'), project.response(prompt, 'b', 'No.'));
    for (const preset of PRESET_NAMES) {
      expect(expectBundle(project, preset)).toMatchObject({
        leftOut: [{ reason, count: 1 }],
        counts: { rows: 1 },
      });
    }
  });

  it('leaves out a prompt that opens with a tool’s output', () => {
    const project = projectOf(['Good.', 'Bad.']);
    const messages = (['tool', 'assistant', 'user'] as const).map((role) => ({ role, content: 'x' }));
    const prompt = project.prompt('', { messages });
    project.correct('Ann', project.response(prompt, 'a', 'Yes.'), 'A corrected answer.');
    expect(expectBundle(project, 'trl-sft').leftOut).toEqual([{ reason: 'role-order', count: 1 }]);
  });

  it('leaves out sides that differ in control characters only', () => {
    const project = projectOf(['Good.', 'Bad.'], ['Same.', 'Sa\u0000me.'], ['Something.', '\u0007']);
    expect(expectBundle(project, 'trl-dpo').leftOut).toEqual([
      { reason: 'empty', count: 1 },
      { reason: 'identical', count: 1 },
    ]);
  });

  it('warns of texts that train something else than they say', () => {
    const project = projectOf(
      ['All is well.', 'Bad.'],
      ['Stop </s> here', 'Bad.'],
      ['Look: <image>', 'Bad.'],
      ['<think>Hm.</think> Yes.', 'Bad.'],
      ['Bell\u0007', 'Bad.'],
    );
    const { warnings } = expectBundle(project, 'trl-dpo');
    expect(warnings.map(({ code, count }) => `${code} ${count}`)).toEqual([
      'control-token 1',
      'media-placeholder 1',
      'repaired-text 1',
      'unbalanced-think 1',
    ]);
    expect(new Set(warnings.flatMap(({ rows }) => rows)).size).toBe(4);
  });

  it('does not hand over a file that the trainer would stop at', () => {
    const result = buildExport(buildSamples(projectOf(['2024-01-02', 'Tomorrow.'])), 'trl-dpo');
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'preflight', findings: [{ code: 'all-dates' }] },
    });
  });
});

describe('options', () => {
  it('name the files, the dataset and the model', () => {
    const bundle = expectBundle(buildSampleProject(), 'llamafactory-dpo', {
      name: 'ward-7',
      model: 'C:\\models\\通义 "7B"',
      template: 'qwen',
      cutoffLength: 2048,
    });
    expect(bundle.files.map(({ name }) => name)).toEqual([
      'ward-7_dpo.json',
      'ward-7_dpo.provenance.jsonl',
      'dataset_info.json',
      'dpo_lora.yaml',
      'manifest.json',
    ]);
    const recipe = textOf(bundle, 'dpo_lora.yaml');
    expect(recipe).toContain('model_name_or_path: "C:\\\\models\\\\\\u901a\\u4e49 \\"7B\\""\n');
    expect(recipe).toContain('dataset: "ward-7_dpo"\n');
    expect(recipe).toContain('cutoff_len: 2048\n');
  });

  it.each([
    ['name', { name: 'a,b' }],
    ['name', { name: '../up' }],
    ['name', { name: '' }],
    ['name', { name: '数据' }],
    ['model', { model: ' ' }],
    ['template', { template: '' }],
    ['cutoffLength', { cutoffLength: 0 }],
    ['cutoffLength', { cutoffLength: 1.5 }],
  ])('refuses a bad %s', (field, options) => {
    const result = buildExport(buildSampleSet(), 'trl-sft', options);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-option', field } });
  });

  it('adds an SFT term where most pairs are corrections', () => {
    const project = projectOf(['Good.', 'Bad.']);
    const [first, second] = project.responses;
    if (!first || !second) throw new Error('Two responses were made.');
    expect(textOf(expectBundle(project, 'llamafactory-dpo'), 'dpo_lora.yaml')).toContain('pref_ftx: 0.0\n');
    project.correct('Ann', first, 'Very good indeed, and longer.');
    project.correct('Ann', second, 'Not good at all, but longer.');
    expect(textOf(expectBundle(project, 'llamafactory-dpo'), 'dpo_lora.yaml')).toContain('pref_ftx: 0.1\n');
    expect(textOf(expectBundle(project, 'trl-dpo'), 'dpo_lora.yaml')).toContain(
      'loss_type: [sigmoid, sft]\n',
    );
  });
});
