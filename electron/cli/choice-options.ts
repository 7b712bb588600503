import { err, ok, type Result } from '../../shared/base/result.ts';
import type { FileChoice } from '../../shared/import/file-choice.ts';
import { ENCODING_NAMES } from '../../shared/import/text-decoding.ts';
import { type CommandOutcome, refuse, refuseUsage } from './command.ts';
import { readMappingFile } from './files/mapping-file.ts';

/** What can be decided about data files on the command line; holds for all files of the command. */
export const CHOICE_OPTIONS = {
  mapping: { type: 'string' },
  encoding: { type: 'string' },
  sheet: { type: 'string' },
} as const;

export const CHOICE_USAGE = '[--mapping FILE] [--encoding NAME] [--sheet NAME]';

/** What each of them does, for the help. */
export const CHOICE_HELP: readonly string[] = [
  '--mapping FILE         which column is what, as inspect --json prints it; takes the place of any layout',
  `--encoding NAME        ${ENCODING_NAMES.join(', ')}; otherwise recognised`,
  '--sheet NAME           of a workbook; otherwise the first one',
];

/** Reads the choice that the options make, with the mapping file that they name. */
export async function readChoice(values: {
  readonly [Name in keyof typeof CHOICE_OPTIONS]?: string | undefined;
}): Promise<Result<FileChoice, CommandOutcome>> {
  const { mapping: path, encoding: wanted, sheet } = values;
  const encoding = ENCODING_NAMES.find((name) => name.toLowerCase() === wanted?.toLowerCase());
  if (wanted !== undefined && encoding === undefined) {
    return err(refuseUsage(`there is no encoding ${wanted}; give one of ${ENCODING_NAMES.join(', ')}`));
  }
  const mapping = path === undefined ? undefined : await readMappingFile(path);
  if (mapping?.ok === false) return err(refuse(...mapping.error));
  return ok({
    ...(encoding === undefined ? {} : { encoding }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(mapping === undefined ? {} : { mapping: mapping.value }),
  });
}
