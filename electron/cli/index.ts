import { replaceContentDigest } from '../../shared/base/content-digest.ts';
import { digestContentNatively } from '../main/import/native-digest.ts';
import { runCli } from './run-cli.ts';

replaceContentDigest(digestContentNatively);

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

const outcome = await runCli(process.argv.slice(2));
process.stdout.write(outcome.stdout);
process.stderr.write(outcome.stderr);
// Not `process.exit`: output into a pipe is written in the background.
process.exitCode = outcome.exitCode;
