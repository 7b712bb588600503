import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import { version } from '../../package.json';
import type { ItemRecord } from '../../shared/domain/item-record.ts';
import { createProject, projectSchema, toProjectId } from '../../shared/domain/project.ts';
import type { Problem } from '../../shared/domain/source.ts';
import { importFiles, type ImportSummary } from '../../shared/import/import-files.ts';
import type { PackContent } from '../../shared/pack/pack.ts';
import { writePack } from '../../shared/pack/write-pack.ts';
import { CHOICE_HELP, CHOICE_OPTIONS, CHOICE_USAGE, readChoice } from './choice-options.ts';
import { type Command, type CommandOutcome, type Complaint, refuse, refuseUsage } from './command.ts';
import { toOneLine } from './complaint-line.ts';
import { findInputFiles, type FoundFile } from './files/input-files.ts';
import { toSha256 } from './files/pack-file.ts';
import { writeOutputFile } from './files/write-output.ts';
import { parseArguments } from './parse-arguments.ts';

export const importCommand: Command = {
  name: 'import',
  usage: `FILE... --out PACK [--project-name NAME] ${CHOICE_USAGE} [--strict] [--json]`,
  summary: 'Reads model outputs and judgments (files, or folders to the bottom) into a pack.',
  options: [
    '--out PACK             where to write',
    '--project-name NAME    otherwise the name of the file, or of the folder that the files share',
    ...CHOICE_HELP,
    '--strict               when any row is left out, write nothing and exit with 1',
  ],
  run: runImport,
};

const OPTIONS = {
  json: { type: 'boolean' },
  strict: { type: 'boolean' },
  out: { type: 'string' },
  'project-name': { type: 'string' },
  ...CHOICE_OPTIONS,
} as const;

async function runImport(args: readonly string[]): Promise<CommandOutcome> {
  const parsed = parseArguments(args, OPTIONS);
  if (!parsed.ok) return refuseUsage(parsed.error);
  const { values, positionals } = parsed.value;
  const { out = '' } = values;
  if (out === '') return refuseUsage('say where to write with --out');
  if (positionals.length === 0) return refuseUsage('name the files to import');
  const choice = await readChoice(values);
  if (!choice.ok) return choice.error;
  const { files, complaints } = await findInputFiles(positionals);
  const unfit = [...complaints, ...(await findUnfit(files, out))];
  if (unfit.length > 0) return refuse(...unfit);

  const records: ItemRecord[] = [];
  const summary = await importFiles(
    files,
    {
      app: version,
      createSha256: () => createHash('sha256'),
      choices: new Map(files.map(({ name }) => [name, choice.value])),
    },
    (batch) => {
      for (const record of batch) records.push(record);
    },
  );
  const unusable = findUnusable(files, summary);
  if (unusable.length > 0) return refuse(...unusable);
  const content = toContent(records, summary, values['project-name'] ?? nameProject(files));
  if (content.prompts.length === 0) {
    return refuse(...summary.problems, {
      file: out,
      message: 'not written: the files hold no prompt with a response',
    });
  }
  const project = projectSchema.safeParse(content.project);
  if (!project.success) return refuseUsage('--project-name must have 1 to 200 characters');

  const strictly = values.strict === true && summary.problems.length > 0;
  const bytes = writePack(content);
  const failure = strictly ? null : await writeOutputFile(out, bytes);
  return failure ? refuse(failure) : report(content, summary, { out, sha256: toSha256(bytes), strictly });
}

/** Files that this command is not for. */
async function findUnfit(files: readonly FoundFile[], out: string): Promise<Complaint[]> {
  const target = await realpath(out).catch(() => undefined);
  const complaints: Complaint[] = [];
  for (const { path, name } of files) {
    if (extname(path).toLowerCase() === '.pairwright') {
      complaints.push({ file: name, message: 'a pack; put packs together with pairwright merge' });
    } else if (target !== undefined && (await realpath(path)) === target) {
      complaints.push({ file: name, message: 'is both read and written; name another file with --out' });
    }
  }
  return complaints;
}

/** Problems that mean that a file was read in part only, so that nobody knows what is missing. */
const CUT_SHORT: ReadonlySet<string> = new Set(['truncated_json', 'wrong_encoding', 'cannot_read']);

/** What a folder may well hold beside the data. */
const BESIDE_THE_DATA: ReadonlySet<string> = new Set([
  'unknown_layout',
  'bad_mapping',
  'unsupported_container',
]);

/**
 * Problems of files that are unusable as a whole: not read at all, or cut short. A file in a layout of something else
 * that was found in a folder, not named, is only reported.
 */
function findUnusable(files: readonly FoundFile[], { sources, problems }: ImportSummary): Problem[] {
  const read = new Set(sources.map(({ fileName }) => fileName));
  const named = new Set(files.filter((file) => file.named).map(({ name }) => name));
  return problems.filter(({ file, code }) => {
    if (CUT_SHORT.has(code)) return true;
    return !read.has(file) && (named.has(file) || !BESIDE_THE_DATA.has(code));
  });
}

function toContent(records: readonly ItemRecord[], summary: ImportSummary, name: string): PackContent {
  const id = toProjectId(summary.sources.map(({ sha256 }) => sha256));
  return {
    kind: 'project',
    project: createProject({ id, name, seed: id }),
    raters: records.flatMap((record) => ('rater' in record ? [record.rater] : [])),
    sources: summary.sources,
    prompts: records.flatMap((record) => ('prompt' in record ? [record.prompt] : [])),
    responses: records.flatMap((record) => ('response' in record ? [record.response] : [])),
    judgments: records.flatMap((record) => ('judgment' in record ? [record.judgment] : [])),
  };
}

/** The name of the only file, or of the folder that all of them are in. */
function nameProject(files: readonly FoundFile[]): string {
  const paths = files.map(({ path }) => resolve(path));
  const [first = ''] = paths;
  if (paths.length === 1) return basename(first, extname(first)).slice(0, 200);
  let folder = dirname(first);
  while (!paths.every((path) => path.startsWith(folder)) && folder !== dirname(folder))
    folder = dirname(folder);
  return basename(folder).slice(0, 200) || 'Import';
}

function report(
  content: PackContent,
  { sources, problems, alreadyThere, oneResponseOnly }: ImportSummary,
  { out, sha256, strictly }: { readonly out: string; readonly sha256: string; readonly strictly: boolean },
): CommandOutcome {
  const { project, prompts, responses, judgments, raters } = content;
  const counts = {
    prompts: prompts.length,
    responses: responses.length,
    judgments: judgments.length,
    raters: raters.length,
  };
  const message = `${problems.length} rows were left out, and --strict was given; nothing was written`;
  return {
    exitCode: strictly ? 1 : 0,
    json: {
      ...counts,
      leftOut: problems,
      sources: sources.map(({ fileName, format, ...source }) => ({ file: fileName, format, ...source })),
      alreadyThere,
      oneResponseOnly,
      project: { id: project.id, name: project.name },
      ...(strictly ? {} : { sha256 }),
    },
    lines: [
      toOneLine(
        `${project.name}: ${counts.prompts} prompts, ${counts.responses} responses, ` +
          `${counts.judgments} judgments of ${counts.raters} raters from ${sources.length} files`,
      ),
      `${problems.length} rows left out, ${oneResponseOnly} prompts with one response only`,
      ...(strictly ? [] : [toOneLine(`written to ${out}`)]),
    ],
    leftOut: problems,
    errors: strictly ? [{ file: out, message }] : [],
  };
}
