import { isGzip } from './gzip.ts';
import { UnreadableError } from './unreadable-error.ts';

/** First bytes of containers that people have and that cannot be read, with what to do about each. */
const REFUSED = [
  { bytes: [0x25, 0x50, 0x44, 0x46], what: 'a PDF', advice: 'open JSON, JSON Lines, CSV or Excel instead' },
  { bytes: [0x42, 0x5a, 0x68], what: 'a bzip2 file', advice: 'unpack it and open what is inside' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], what: 'an xz file', advice: 'unpack it and open what is inside' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'a Zstandard file', advice: 'unpack it and open what is inside' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], what: 'a 7-Zip file', advice: 'unpack it and open what is inside' },
  { bytes: [0x52, 0x61, 0x72, 0x21], what: 'a RAR file', advice: 'unpack it and open what is inside' },
] as const;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const PARQUET = [0x50, 0x41, 0x52, 0x31];
/** Old Excel files, and new ones with a password. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Recognises containers that are not text, by their first bytes. Any zip file counts as a workbook here: looking into it
 * tells. Throws an `UnreadableError` for those that cannot be read.
 */
export function findBinaryContainer(head: Uint8Array): 'xlsx' | 'parquet' | undefined {
  const begins = (bytes: readonly number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  if (begins(ZIP)) return 'xlsx';
  if (begins(PARQUET)) return 'parquet';
  if (isGzip(head)) throw refuse('a gzip file inside another', 'unpack it and open what is inside');
  if (begins(COMPOUND_FILE)) {
    throw refuse(
      'an Excel file of the old kind (.xls) or with a password',
      'open it in Excel and save it as .xlsx without a password',
    );
  }
  const refused = REFUSED.find(({ bytes }) => begins(bytes));
  if (refused !== undefined) throw refuse(refused.what, refused.advice);
  return undefined;
}

function refuse(what: string, advice: string): UnreadableError {
  return new UnreadableError('unsupported_container', `this is ${what}; ${advice}`);
}
