import { mergePacks } from '../../shared/pack/merge-packs.ts';
import type { Pack } from '../../shared/pack/pack.ts';
import { writePack } from '../../shared/pack/write-pack.ts';
import { type Command, type CommandOutcome, type Complaint, refuse, refuseUsage } from './command.ts';
import { readPackFile, toSha256 } from './files/pack-file.ts';
import { writeOutputFile } from './files/write-output.ts';
import { parseArguments } from './parse-arguments.ts';

export const mergeCommand: Command = {
  name: 'merge',
  usage: 'PACK PACK... --out PACK [--json]',
  summary: 'Puts packs together, in any order, with the same result; nothing is ever removed.',
  options: ['--out PACK             where to write the result; it may be one of the packs'],
  run: merge,
};

async function merge(args: readonly string[]): Promise<CommandOutcome> {
  const parsed = parseArguments(args, { json: { type: 'boolean' }, out: { type: 'string' } });
  if (!parsed.ok) return refuseUsage(parsed.error);
  const { values, positionals } = parsed.value;
  if (values.out === undefined || values.out === '') return refuseUsage('say where to write with --out');
  const packs: Pack[] = [];
  const complaints: Complaint[] = [];
  for (const path of positionals) {
    const file = await readPackFile(path);
    if (file.ok) packs.push(file.value.pack);
    else complaints.push(file.error);
  }
  if (complaints.length > 0) return refuse(...complaints);
  const [first, ...others] = packs;
  if (!first) return refuseUsage('name the packs to merge');

  const { pack, report } = mergePacks([first, ...others]);
  const bytes = writePack(pack);
  const failure = await writeOutputFile(values.out, bytes);
  if (failure) return refuse(failure);
  const { added, alreadyThere, conflicts, newRaters, otherProjects } = report;
  return {
    exitCode: 0,
    json: {
      added: added.judgments,
      alreadyThere: alreadyThere.judgments,
      judgments: pack.judgments.length,
      prompts: pack.prompts.length,
      responses: pack.responses.length,
      raters: pack.raters.length,
      addedPrompts: added.prompts,
      addedResponses: added.responses,
      newRaters: newRaters.map(({ id, name }) => ({ id, name })),
      conflicts: conflicts.map(({ what, id }) => ({ what, id })),
      otherProjects: otherProjects.map(({ id, name }) => ({ id, name })),
      sha256: toSha256(bytes),
    },
    lines: [
      `${added.judgments} judgments added to the ${first.judgments.length} of the first pack, ${alreadyThere.judgments} already there: ${pack.judgments.length} in all`,
      `${pack.prompts.length} prompts, ${pack.responses.length} responses, ${pack.raters.length} raters`,
      ...conflicts.map(
        ({ what, id }) => `conflict: ${what} ${id} differs between the packs; one version was kept`,
      ),
      ...otherProjects.map(({ id }) => `a pack belongs to another project: ${id}`),
    ],
    leftOut: [],
    errors: [],
  };
}
