import { compareCodePoints } from '../../shared/domain/ids.ts';
import { type Command, type CommandOutcome, refuse, refuseUsage } from './command.ts';
import { readPackFile } from './files/pack-file.ts';
import { parseArguments } from './parse-arguments.ts';
import { toOneLine } from './complaint-line.ts';

export const inspectCommand: Command = {
  name: 'inspect',
  usage: 'PACK [--json]',
  summary: 'Says what a pack holds, after checking all of it.',
  options: [],
  run: inspect,
};

async function inspect(args: readonly string[]): Promise<CommandOutcome> {
  const parsed = parseArguments(args, { json: { type: 'boolean' } });
  if (!parsed.ok) return refuseUsage(parsed.error);
  const [path, ...further] = parsed.value.positionals;
  if (path === undefined || further.length > 0) return refuseUsage('name one pack');
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
