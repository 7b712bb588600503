import { parseArgs, type ParseArgsConfig } from 'node:util';
import { err, ok, type Result } from '../../shared/base/result.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** Reads options and file names; an unknown option or a missing value comes back in words. */
export function parseArguments<const Config extends Options>(args: readonly string[], options: Config) {
  try {
    return ok(parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  } catch (error) {
    if (!isArgumentError(error)) throw error;
    return err(error.message) satisfies Result<never, string>;
  }
}

function isArgumentError(error: unknown): error is Error & { code: string } {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS')
  );
}
