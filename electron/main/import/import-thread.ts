import { parentPort, workerData } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { replaceContentDigest } from '../../../shared/base/content-digest.ts';
import { replaceCrc32 } from '../../../shared/base/crc32.ts';
import type { ImportThreadData } from './import-messages.ts';
import { digestContentNatively } from './native-digest.ts';
import { serveImport } from './serve-import.ts';

replaceContentDigest(digestContentNatively);
replaceCrc32(crc32);
// A thread always has a parent, which has handed over the data that its type says.
if (parentPort !== null) await serveImport(workerData as ImportThreadData, parentPort);
