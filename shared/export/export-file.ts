import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** One file of an export, ready to be written. */
export interface ExportFile {
  readonly name: string;
  /** Training examples (or, in the provenance file, lines), `null` for files that hold none. */
  readonly rows: number | null;
  /** In bytes. */
  readonly bytes: number;
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
  /** The content in order: write one after the other, or hand all of them to a Blob. */
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
}

/** About 64 K characters are encoded and hashed at a time: large enough to be fast, small enough to be thrown away. */
const CHUNK_LENGTH = 65_536;

/** Encodes lines as UTF-8 (no byte order mark), hashing as it goes. */
export function encodeFile(name: string, rows: number | null, lines: Iterable<string>): ExportFile {
  const encoder = new TextEncoder();
  const hash = sha256.create();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  let pending = '';
  const flush = () => {
    if (pending === '') return;
    const chunk = encoder.encode(pending);
    hash.update(chunk);
    chunks.push(chunk);
    size += chunk.length;
    pending = '';
  };
  for (const line of lines) {
    pending += line;
    if (pending.length >= CHUNK_LENGTH) flush();
  }
  flush();
  return { name, rows, bytes: size, sha256: bytesToHex(hash.digest()), chunks };
}

/** The text of a file that was encoded here. */
export function decodeFile({ chunks }: Pick<ExportFile, 'chunks'>): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join('') + decoder.decode();
}
