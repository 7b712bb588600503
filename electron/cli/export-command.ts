import { buildExport, type ExportBundle } from '../../shared/export/export-bundle.ts';
import type { ExportOptions } from '../../shared/export/export-options.ts';
import { isPresetName, PRESET_NAMES, PRESETS } from '../../shared/export/presets.ts';
import { buildSamples } from '../../shared/pairs/build-samples.ts';
import { type Command, type CommandOutcome, refuse, refuseUsage } from './command.ts';
import { readPackFile } from './files/pack-file.ts';
import { writeOutputFolder } from './files/write-output.ts';
import { parseArguments } from './parse-arguments.ts';

export const exportCommand: Command = {
  name: 'export',
  usage: '(PACK --preset NAME --out FOLDER | --list) [--json]',
  summary: 'Writes training data that loads, with a manifest of what was left out and why.',
  options: [
    `--preset NAME          ${PRESET_NAMES.join(', ')}`,
    '--out FOLDER           new, empty, or an earlier export, which is replaced',
    '--list                 say what each preset is',
    '--name NAME            what files and dataset are called',
    '--model NAME           the model named in the recipe',
    '--template NAME        the chat template named in the recipe',
    '--cutoff-length N      the length in tokens named in the recipe',
  ],
  run: runExport,
};

const OPTIONS = {
  json: { type: 'boolean' },
  list: { type: 'boolean' },
  preset: { type: 'string' },
  out: { type: 'string' },
  name: { type: 'string' },
  model: { type: 'string' },
  template: { type: 'string' },
  'cutoff-length': { type: 'string' },
} as const;

async function runExport(args: readonly string[]): Promise<CommandOutcome> {
  const parsed = parseArguments(args, OPTIONS);
  if (!parsed.ok) return refuseUsage(parsed.error);
  const { values, positionals } = parsed.value;
  if (values.list) return list();
  const [path, ...further] = positionals;
  if (path === undefined || further.length > 0) return refuseUsage('name one pack');
  const { preset = '', out = '' } = values;
  if (!isPresetName(preset)) return refuseUsage(`--preset must be one of ${PRESET_NAMES.join(', ')}`);
  if (out === '') return refuseUsage('say where to write with --out');

  const file = await readPackFile(path);
  if (!file.ok) return refuse(file.error);
  const cutoff = values['cutoff-length'];
  const options: ExportOptions = {
    ...(values.name === undefined ? {} : { name: values.name }),
    ...(values.model === undefined ? {} : { model: values.model }),
    ...(values.template === undefined ? {} : { template: values.template }),
    ...(cutoff === undefined ? {} : { cutoffLength: Number(cutoff) }),
  };
  const bundle = buildExport(buildSamples(file.value.pack), preset, options);
  if (!bundle.ok) return refuse({ file: path, code: bundle.error.code, message: bundle.error.message });
  const failure = await writeOutputFolder(out, bundle.value.files);
  return failure ? refuse(failure) : report(bundle.value, preset, out);
}

function list(): CommandOutcome {
  return {
    exitCode: 0,
    json: { presets: PRESETS.map(({ name, description }) => ({ name, description })) },
    lines: PRESETS.map(({ name, description }) => `${name.padEnd(18)} ${description}`),
    leftOut: [],
    errors: [],
  };
}

function report(
  { files, counts, leftOut, warnings }: ExportBundle,
  preset: string,
  out: string,
): CommandOutcome {
  return {
    exitCode: 0,
    json: {
      preset,
      files: files.map(({ name, rows, bytes, sha256 }) => ({ name, rows, bytes, sha256 })),
      leftOut,
      counts,
      warnings,
    },
    lines: [
      `${counts.rows} rows from ${counts.prompts} prompts and ${counts.raters} raters, written to ${out}`,
      ...files.map(({ name, rows }) => `  ${name}${rows === null ? '' : ` (${rows} rows)`}`),
      ...leftOut.map(({ reason, count }) => `left out: ${count} ${reason}`),
      ...warnings.map(({ code, count }) => `look at: ${count} rows with ${code}`),
    ],
    leftOut: [],
    errors: [],
  };
}
