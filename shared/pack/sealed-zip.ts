import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Inflate, zipSync } from 'fflate';

/**
 * A zip archive whose end comment is the SHA-256 of everything before it.
 *
 * Zip protects the content of its entries with a CRC-32 and leaves names, sizes and the directory unprotected; the seal
 * covers every byte, so that one flipped bit anywhere is noticed before anything is parsed. Any zip program opens the
 * file; a program that writes it anew loses the seal, which is wanted.
 *
 * Layout: PKWARE APPNOTE 6.3, without zip64, encryption, data descriptors and extra fields.
 */
const SEAL_PREFIX = 'sha256:';
const SEAL_LENGTH = SEAL_PREFIX.length + 64;
const END_LENGTH = 22;
const LOCAL_LENGTH = 30;
const CENTRAL_LENGTH = 46;

const LOCAL_SIGNATURE = 0x04034b50;
const CENTRAL_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;

/** What an archive may hold, so that a small file cannot become a large one (a zip bomb). */
export const ZIP_LIMITS = {
  /** Entries; a pack has four, a later version may have more. */
  entries: 100,
  /** Bytes of all entries together. */
  totalBytes: 2 ** 31,
  /** Bytes of an entry for each byte in the file … */
  ratio: 100,
  /** … counted only above this size, because a few lines of one letter shrink further than that. */
  ratioFreeBytes: 2 ** 24,
} as const;

/** One entry, as the directory describes it; *start* and *end* enclose its compressed bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly size: number;
  readonly start: number;
  readonly end: number;
}

/** Packs *entries* in the order of their names; the same entries give the same bytes. */
export function writeSealedZip(entries: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const names = [...entries.keys()].toSorted();
  // The format has to name a time. A text without a zone is read and written in local time, so it is the same
  // everywhere.
  const zip = zipSync(
    Object.fromEntries(names.map((name) => [name, entries.get(name) ?? new Uint8Array()])),
    {
      level: 6,
      mtime: '1980-01-01T12:00:00',
    },
  );
  const sealed = new Uint8Array(zip.length + SEAL_LENGTH);
  sealed.set(zip);
  new DataView(sealed.buffer).setUint16(zip.length - 2, SEAL_LENGTH, true);
  sealed.set(new TextEncoder().encode(SEAL_PREFIX + hash(sealed.subarray(0, zip.length))), zip.length);
  return sealed;
}

/** `absent`: nothing says that this is one of our archives; `broken`: it was one, and some byte has changed. */
export function checkSeal(bytes: Uint8Array): 'intact' | 'broken' | 'absent' {
  const start = bytes.length - SEAL_LENGTH;
  const seal = start < 0 ? '' : toLatin1(bytes.subarray(start));
  if (start >= END_LENGTH && seal === SEAL_PREFIX + hash(bytes.subarray(0, start))) return 'intact';
  const looksSealed = seal.startsWith(SEAL_PREFIX);
  const looksZipped = bytes.length >= 4 && toView(bytes).getUint32(0, true) === LOCAL_SIGNATURE;
  if (looksSealed) return 'broken';
  return looksZipped && !isForeignZip(bytes) ? 'broken' : 'absent';
}

/** A whole zip archive with another end comment than ours: a document, or a pack that was packed again. */
function isForeignZip(bytes: Uint8Array): boolean {
  const view = toView(bytes);
  const first = Math.max(0, bytes.length - END_LENGTH - 0xffff);
  for (let at = bytes.length - END_LENGTH; at >= first; at -= 1) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    const commentLength = view.getUint16(at + 20, true);
    if (at + END_LENGTH + commentLength === bytes.length) return commentLength !== SEAL_LENGTH;
  }
  return false;
}

/**
 * Lists the entries of a sealed archive, without unpacking anything.
 *
 * Takes only what `writeSealedZip` makes: entries one after the other from the first byte on, described by a directory
 * that says the same as their own headers. Overlapping, hidden and nested entries are therefore impossible.
 *
 * @returns the entries, or in words what is wrong
 */
export function listEntries(bytes: Uint8Array): Map<string, ZipEntry> | string {
  const view = toView(bytes);
  const end = bytes.length - SEAL_LENGTH - END_LENGTH;
  if (end < 0 || view.getUint32(end, true) !== END_SIGNATURE) return 'the end of the file is missing';
  const count = view.getUint16(end + 10, true);
  const directorySize = view.getUint32(end + 12, true);
  const directory = view.getUint32(end + 16, true);
  if (directory + directorySize !== end) return 'the directory is not where it should be';
  if (count > ZIP_LIMITS.entries) return `it holds more than ${ZIP_LIMITS.entries} entries`;

  const entries = new Map<string, ZipEntry>();
  let at = directory;
  let next = 0;
  for (let index = 0; index < count; index += 1) {
    const entry = readDirectoryLine(bytes, at, end, next);
    if (typeof entry === 'string') return entry;
    if (entries.has(entry.name)) return `${entry.name} is in it twice`;
    entries.set(entry.name, entry);
    at += CENTRAL_LENGTH + entry.name.length;
    next = entry.end;
  }
  if (at !== end || next !== directory) return 'it holds bytes that the directory does not describe';
  return entries;
}

function readDirectoryLine(bytes: Uint8Array, at: number, end: number, next: number): ZipEntry | string {
  const view = toView(bytes);
  if (at + CENTRAL_LENGTH > end || view.getUint32(at, true) !== CENTRAL_SIGNATURE) {
    return 'the directory ends too early';
  }
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const nameLength = view.getUint16(at + 28, true);
  const extraLength = view.getUint16(at + 30, true);
  const commentLength = view.getUint16(at + 32, true);
  const local = view.getUint32(at + 42, true);
  if (at + CENTRAL_LENGTH + nameLength > end) return 'the directory ends too early';
  const name = toLatin1(bytes.subarray(at + CENTRAL_LENGTH, at + CENTRAL_LENGTH + nameLength));
  if (!/^[a-z\d][a-z\d._-]{0,63}$/.test(name)) return 'an entry has a name that no pack uses';
  if (flags !== 0 || extraLength !== 0 || commentLength !== 0)
    return `${name} uses a feature of zip that no pack uses`;
  if (method !== 0 && method !== 8) return `${name} is compressed in an unknown way`;

  const start = local + LOCAL_LENGTH + nameLength;
  if (local !== next || start + packed > end) return `${name} is not where the directory says`;
  // Both headers describe the entry with the same bytes, from the version needed to the lengths of name and extra.
  const described = bytes.subarray(at + 6, at + 32);
  const repeated = bytes.subarray(local + 4, local + LOCAL_LENGTH);
  const sameHeader = view.getUint32(local, true) === LOCAL_SIGNATURE && isEqual(described, repeated);
  const sameName = toLatin1(bytes.subarray(local + LOCAL_LENGTH, start)) === name;
  if (!sameHeader || !sameName) return `${name} and the directory contradict each other`;
  return { name, method: method === 0 ? 'stored' : 'deflated', size, start, end: start + packed };
}

/** Whether the entries would unpack to more than the limits allow, by the sizes that they state. */
export function isTooLarge(entries: Iterable<ZipEntry>): boolean {
  let total = 0;
  for (const { size, start, end } of entries) {
    total += size;
    if (size > ZIP_LIMITS.ratioFreeBytes && size > ZIP_LIMITS.ratio * (end - start)) return true;
  }
  return total > ZIP_LIMITS.totalBytes;
}

/**
 * Unpacks an entry piece by piece, and never more than its stated size.
 *
 * @param take called with each piece; may answer with a complaint, which ends the unpacking
 * @returns the complaint, or `null` when the entry was unpacked to its end
 */
export function unpackEntry(
  bytes: Uint8Array,
  entry: ZipEntry,
  take: (chunk: Uint8Array) => string | null,
): string | null {
  let produced = 0;
  let complaint: string | null = null;
  function receive(chunk: Uint8Array): void {
    produced += chunk.length;
    if (complaint !== null || chunk.length === 0) return;
    complaint = produced > entry.size ? 'it is longer than it says' : take(chunk);
  }

  const packed = bytes.subarray(entry.start, entry.end);
  if (entry.method === 'stored') {
    receive(packed);
  } else {
    const inflate = new Inflate(receive);
    // A byte unpacks to at most 1,032 bytes, so a step never makes more than 17 MB before it is counted.
    const step = 2 ** 14;
    for (let at = 0; at === 0 || at < packed.length; at += step) {
      try {
        inflate.push(packed.subarray(at, at + step), at + step >= packed.length);
      } catch {
        return 'its compressed data is broken';
      }
      // The compiler does not see that `receive` assigns it.
      if ((complaint as string | null) !== null) return complaint;
    }
  }
  if (complaint === null && produced !== entry.size) return 'it is shorter than it says';
  return complaint;
}

function hash(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

function toView(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** One character per byte; only ASCII is ever compared. */
function toLatin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 1024));
}

function isEqual(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
