import { extname } from 'node:path';
import { compareCodePoints } from '../../shared/domain/ids.ts';
import { EMPTY_MAPPING } from '../../shared/domain/table-mapping.ts';
import { inspectFiles } from '../../shared/import/inspect-files.ts';
import { CHOICE_HELP, CHOICE_OPTIONS, CHOICE_USAGE, readChoice } from './choice-options.ts';
import { type Command, type CommandOutcome, refuse, refuseUsage } from './command.ts';
import { toOneLine } from './complaint-line.ts';
import { findInputFiles } from './files/input-files.ts';
import { readPackFile } from './files/pack-file.ts';
import { parseArguments } from './parse-arguments.ts';

export const inspectCommand: Command = {
  name: 'inspect',
  usage: `PACK|FILE ${CHOICE_USAGE} [--json]`,
  summary: 'Says what a pack holds, after checking all of it, or what a data file would be read as.',
  options: CHOICE_HELP,
  run: inspect,
};

async function inspect(args: readonly string[]): Promise<CommandOutcome> {
  const parsed = parseArguments(args, { json: { type: 'boolean' }, ...CHOICE_OPTIONS });
  if (!parsed.ok) return refuseUsage(parsed.error);
  const { values, positionals } = parsed.value;
  const [path, ...further] = positionals;
  if (path === undefined || further.length > 0) return refuseUsage('name one pack or one data file');
  const choice = await readChoice(values);
  if (!choice.ok) return choice.error;
  if (extname(path).toLowerCase() === '.pairwright') return inspectPack(path);
  const { files, complaints } = await findInputFiles([path]);
  const [file] = files;
  if (complaints.length > 0) return refuse(...complaints);
  if (file?.named !== true) return refuse({ file: path, message: 'a folder; name one file in it' });
  return inspectData(await inspectFiles([file], new Map([[file.name, choice.value]])));
}

async function inspectPack(path: string): Promise<CommandOutcome> {
  const file = await readPackFile(path);
  if (!file.ok) return refuse(file.error);

  const { pack, bytes, sha256 } = file.value;
  const { project, prompts, responses, judgments, raters, sources } = pack;
  const byRater = new Map(raters.map(({ id }) => [id, 0]));
  for (const { raterId } of judgments) byRater.set(raterId, (byRater.get(raterId) ?? 0) + 1);
  const models = [...new Set(responses.map(({ origin }) => origin.model ?? ''))].toSorted(compareCodePoints);
  return {
    exitCode: 0,
    json: {
      kind: pack.kind,
      project: { id: project.id, name: project.name },
      prompts: prompts.length,
      responses: responses.length,
      judgments: judgments.length,
      raters: raters.length,
      sha256,
      bytes,
      // An unknown model is an empty name.
      models,
      judgmentsByRater: raters.map(({ id, name }) => ({ id, name, judgments: byRater.get(id) ?? 0 })),
      sources,
    },
    lines: [
      `${toOneLine(project.name)} (${pack.kind} pack, ${bytes} bytes)`,
      `${prompts.length} prompts, ${responses.length} responses, ${judgments.length} judgments of ${raters.length} raters`,
      `sha256 ${sha256}`,
    ],
    leftOut: [],
    errors: [],
  };
}

function inspectData(inspections: Awaited<ReturnType<typeof inspectFiles>>): CommandOutcome {
  const [inspection] = inspections;
  if (inspection === undefined) throw new Error('One file was given');
  const { name, format, encoding, container, size, fields, problem } = inspection;
  // Without columns there is nothing to say but what is wrong.
  if (problem !== null && fields.length === 0) return refuse(problem);
  // Of a table that is not understood, the mapping is there to be filled in.
  const mapping = inspection.mapping ?? (format === null ? EMPTY_MAPPING : null);
  return {
    exitCode: 0,
    json: { kind: 'file', ...inspection, mapping },
    lines: [
      toOneLine(`${name} (${[format ?? 'unknown layout', container, encoding].join(', ')}, ${size} bytes)`),
      toOneLine(`columns: ${fields.join(', ')}`),
    ],
    leftOut: problem === null ? [] : [problem],
    errors: [],
  };
}
