import crc32 from 'crc-32';
import type { IndexSection } from './index-format.ts';
import { INDEX_MAGIC, INDEX_VERSION, PREFIX_BYTES } from './index-format.ts';
import type { ItemPart, JudgmentPart, SegmentIndex } from './segment-index.ts';

/**
 * Writes an index as the bytes of `segments/<sha256>.idx`, in pieces that follow each other.
 *
 * A prefix of 52 bytes (magic, version, length of the head, SHA-256 of the segment, CRC-32 of all this and the head),
 * the head as JSON, then sections, each with its length and CRC-32 in the head: later prompts, items part by part,
 * judgments part by part, questions. Sections begin at multiples of four; numbers are words of 32 bits, lowest byte
 * first, as every processor has them that this program runs on.
 *
 * @param sha256 of the segment, 64 hex digits
 */
export function encodeSegmentIndex(index: SegmentIndex, sha256: string): Uint8Array[] {
  const sections: IndexSection[] = [];
  const pieces: Uint8Array[] = [];
  const add = (kind: IndexSection['kind'], rows: [number, number], bytes: Uint8Array): void => {
    sections.push({ kind, rows, bytes: bytes.length, crc: crc32.buf(bytes) >>> 0 });
    pieces.push(bytes);
  };
  add('later', [index.laterPrompts.length, 0], toBytes(index.laterPrompts));
  for (const part of index.items) add('items', [part.prompts, part.responses], encodePart(part));
  for (const part of index.judgments) add('judgments', [part.judgments, 0], encodePart(part));
  add('questions', [0, 0], encodeJson(index.questions));
  const head = encodeJson({ ...index.head, sections });
  return [encodePrefix(sha256, head), head, ...pieces];
}

function encodePrefix(sha256: string, head: Uint8Array): Uint8Array {
  const prefix = new Uint8Array(PREFIX_BYTES);
  const view = new DataView(prefix.buffer);
  new TextEncoder().encodeInto(INDEX_MAGIC, prefix);
  view.setUint32(8, INDEX_VERSION, true);
  view.setUint32(12, head.length, true);
  for (let at = 0; at < 32; at += 1) prefix[16 + at] = Number.parseInt(sha256.slice(at * 2, at * 2 + 2), 16);
  view.setUint32(48, crc32.buf(head, crc32.buf(prefix.subarray(0, 48))), true);
  return prefix;
}

/** The columns, then the ids that are no 32 hex digits. */
function encodePart({ words, otherIds }: ItemPart | JudgmentPart): Uint8Array {
  const columns = toBytes(words);
  if (otherIds.length === 0) return columns;
  const texts = encodeJson(otherIds);
  const bytes = new Uint8Array(columns.length + texts.length);
  bytes.set(columns);
  bytes.set(texts, columns.length);
  return bytes;
}

/** JSON with spaces at its end up to a multiple of four bytes. */
function encodeJson(value: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(value));
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20);
  bytes.set(text);
  return bytes;
}

function toBytes(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}
