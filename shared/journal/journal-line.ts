import crc32 from 'crc-32';
import { z } from 'zod';
import { judgmentSchema, type Judgment } from '../domain/judgment.ts';

/** What `prev` holds in the first line of a file. */
export const NO_LINE_BEFORE = '00000000';

const checksumLength = 8;
/** Where the JSON starts: after the checksum and a space. */
const jsonStart = checksumLength + 1;
const space = 0x20;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

const lineSchema = z.object({
  /** The checksum of the line before, so that a missing or a moved line is noticed. */
  prev: z.string().regex(/^[\da-f]{8}$/),
  judgment: judgmentSchema,
});

/** One line read back. */
export interface JournalLine {
  readonly crc: string;
  readonly prev: string;
  readonly judgment: Judgment;
}

/** CRC-32 (ISO-HDLC, as in zip and PNG) of *bytes* as 8 lower-case hex digits. */
function toChecksum(bytes: Uint8Array): string {
  return (crc32.buf(bytes) >>> 0).toString(16).padStart(checksumLength, '0');
}

/**
 * Writes one line: `<crc32 of the JSON> <JSON>\n`, the JSON being `{"prev": …, "judgment": …}`.
 *
 * JSON escapes every line end, so a line feed ends a record and nothing else does.
 */
export function encodeJournalLine(
  prev: string,
  judgment: Judgment,
): { readonly crc: string; readonly bytes: Uint8Array } {
  const json = encoder.encode(JSON.stringify({ prev, judgment }));
  const crc = toChecksum(json);
  const bytes = new Uint8Array(jsonStart + json.length + 1);
  bytes.set(encoder.encode(`${crc} `));
  bytes.set(json, jsonStart);
  bytes[bytes.length - 1] = 0x0a;
  return { crc, bytes };
}

/**
 * Reads one line without its line feed.
 *
 * Answers `checksum` when the bytes are not the ones that were written, and `content` when they are but do not hold a
 * judgment that this version knows (with the line's checksum, since the next line refers to it).
 */
export function parseJournalLine(
  bytes: Uint8Array,
): { readonly line: JournalLine } | { readonly why: 'checksum' } | { readonly why: 'content'; crc: string } {
  if (bytes.length <= jsonStart || bytes[checksumLength] !== space) return { why: 'checksum' };
  const json = bytes.subarray(jsonStart);
  const crc = toChecksum(json);
  for (let index = 0; index < checksumLength; index += 1) {
    if (bytes[index] !== crc.charCodeAt(index)) return { why: 'checksum' };
  }
  const content = parseContent(json);
  return content === undefined ? { why: 'content', crc } : { line: { crc, ...content } };
}

function parseContent(json: Uint8Array): z.infer<typeof lineSchema> | undefined {
  try {
    return lineSchema.safeParse(JSON.parse(decoder.decode(json))).data;
  } catch {
    // Neither UTF-8 nor JSON: the caller reports the line.
    return undefined;
  }
}
