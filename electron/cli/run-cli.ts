import { version } from '../../package.json';
import { agreementCommand } from './agreement-command.ts';
import type { Command, Complaint, ExitCode } from './command.ts';
import { toComplaintLine } from './complaint-line.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import { inspectCommand } from './inspect-command.ts';
import { mergeCommand } from './merge-command.ts';

const COMMANDS: readonly Command[] = [
  importCommand,
  inspectCommand,
  mergeCommand,
  agreementCommand,
  exportCommand,
];

/** What goes where, when the program has run. */
export interface CliOutcome {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line. Prints nothing and ends nothing: the entry does. */
export async function runCli(args: readonly string[]): Promise<CliOutcome> {
  const [first, ...rest] = args;
  if (first === '--version' || first === '-v') return print(`${version}\n`);
  if (first === '--help' || first === '-h' || first === 'help') return print(toHelp());
  if (first === undefined) return { exitCode: 2, stdout: '', stderr: toHelp() };

  const command = COMMANDS.find(({ name }) => name === first);
  if (!command) {
    return fail([{ file: null, message: `there is no command ${first}; see pairwright --help` }]);
  }
  if (rest.includes('--help') || rest.includes('-h')) return print(toCommandHelp(command));

  const outcome = await command.run(rest);
  if (outcome.exitCode === 2) return fail(outcome.errors, command);
  const errors = outcome.errors.map((error) => `${toComplaintLine('error', error)}\n`).join('');
  if (rest.includes('--json')) {
    return { exitCode: outcome.exitCode, stdout: `${JSON.stringify(outcome.json)}\n`, stderr: errors };
  }
  const leftOut = outcome.leftOut.map((row) => `${toComplaintLine('left out', row)}\n`).join('');
  const stdout = outcome.lines.map((line) => `${line}\n`).join('');
  return { exitCode: outcome.exitCode, stdout, stderr: leftOut + errors };
}

function print(stdout: string): CliOutcome {
  return { exitCode: 0, stdout, stderr: '' };
}

/** A file that is no data at all complains of every line; the first ones say what it is. */
const PRINTED_ERRORS = 20;

function fail(errors: readonly Complaint[], command?: Command): CliOutcome {
  const stderr = errors.slice(0, PRINTED_ERRORS).map((error) => {
    // A complaint about the command itself says how it is meant.
    const usage =
      error.file === null && command ? `; usage: pairwright ${command.name} ${command.usage}` : '';
    return `${toComplaintLine('error', { ...error, message: error.message + usage })}\n`;
  });
  const more = errors.length - stderr.length;
  return { exitCode: 2, stdout: '', stderr: stderr.join('') + (more > 0 ? `error: and ${more} more\n` : '') };
}

function toHelp(): string {
  return [
    'pairwright: judge model outputs, measure agreement, export training data.',
    '',
    ...COMMANDS.flatMap(({ name, usage, summary }) => [`  pairwright ${name} ${usage}`, `      ${summary}`]),
    '',
    '  pairwright COMMAND --help    the options of a command',
    '  pairwright --version',
    '',
    'Every command takes --json and then prints one JSON object on standard output.',
    'Exit: 0 done; 1 rows were left out under --strict; 2 unusable input. Errors go to standard error.',
    '',
  ].join('\n');
}

function toCommandHelp({ name, usage, summary, options }: Command): string {
  const lines = ['--json                 print one JSON object', ...options];
  return [`pairwright ${name} ${usage}`, summary, '', ...lines.map((line) => `  ${line}`), ''].join('\n');
}
