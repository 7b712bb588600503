import { isAbsolute, resolve } from 'node:path';

/**
 * The files that a command line names, as absolute paths.
 *
 * *arguments_* are those after the program. Switches are left out, and so is the path of the app itself, which stands
 * there in development. Everything after `--` is a file.
 */
export function selectLaunchPaths(
  arguments_: readonly string[],
  options: { readonly workingDirectory: string; readonly appPath: string },
): string[] {
  const end = arguments_.indexOf('--');
  const before = end === -1 ? arguments_ : arguments_.slice(0, end);
  const named = [
    ...before.filter((argument) => !argument.startsWith('-')),
    ...(end === -1 ? [] : arguments_.slice(end + 1)),
  ];
  const appPath = resolve(options.appPath);
  return named
    .filter((argument) => argument !== '')
    .map((argument) => (isAbsolute(argument) ? argument : resolve(options.workingDirectory, argument)))
    .filter((path) => resolve(path) !== appPath);
}
