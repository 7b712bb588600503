import { err, ok, type Result } from '../base/result.ts';
import { type Container, detectContainer, findBinaryContainer } from './container.ts';
import type { FileChoice } from './file-choice.ts';
import { type InputFile, readHead } from './input-file.ts';
import { LIMITS } from './limits.ts';
import { createFault, type Fault } from './row.ts';
import { detectEncoding, type Encoding, TextDecoding } from './text-decoding.ts';

/** How the bytes of a file become rows: what `openRows` needs to know. */
export interface Reading {
  readonly encoding: Encoding;
  readonly container: Container;
}

/** Why a file cannot be read. */
export interface FileFault {
  readonly line: number | null;
  readonly fault: Fault;
}

/** What was found out of a file that cannot be read, before it could not. */
export interface UnreadableFile {
  readonly faults: readonly FileFault[];
  readonly found: Partial<Reading>;
}

/**
 * Finds out from the first bytes how to read a file. Content decides; the name only where the content leaves it open,
 * and a person's choice before both.
 */
export async function detectReading(
  file: InputFile,
  _choice: FileChoice,
): Promise<Result<Reading, UnreadableFile>> {
  if (file.size > LIMITS.fileBytes) {
    return refuse('file_too_large', `the file is larger than ${LIMITS.fileBytes / 1024 ** 3} GB; split it`);
  }
  const head = await readHead(file, LIMITS.headBytes);
  if (head.length === 0) return refuse('empty_file', 'the file is empty; open the file with the records');
  const binary = findBinaryContainer(head);
  if (binary !== undefined) return err({ faults: [{ line: null, fault: binary }], found: {} });
  const encoding = detectEncoding(head);
  if ('fault' in encoding) return err({ faults: [encoding], found: {} });
  const isWhole = head.length === file.size;
  const text = new TextDecoding(encoding.encoding).push(head);
  const found = { encoding: encoding.encoding };
  if (text.trim() === '' && isWhole) {
    return refuse('empty_file', 'the file holds nothing but blanks; open the file with the records', found);
  }
  const container = detectContainer(text, file.name, isWhole);
  if ('fault' in container) return err({ faults: [{ line: 1, fault: container.fault }], found });
  return ok({ encoding: encoding.encoding, container: container.container });
}

function refuse(
  code: Fault['code'],
  message: string,
  found: Partial<Reading> = {},
): Result<never, UnreadableFile> {
  return err({ faults: [{ line: null, fault: createFault(code, null, message) }], found });
}
