/**
 * A small reader of zip files, for a runtime that comes as one: neither `unzip` nor a package is sure to be
 * there. Format: PKWARE APPNOTE 6.3, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its
 * end). No encryption, no zip64 (files below 4 GB, fewer than 65,535 entries): other archives are refused.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

/** @typedef {{name: string, method: number, start: number, size: number, mode: number}} Entry */

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localHeaderSize = 30;

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('The archive ends too early.');
  return buffer;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @returns {Promise<Entry[]>}
 */
async function readDirectory(file) {
  const { size } = await file.stat();
  // The end record is 22 bytes and a comment of at most 65,535.
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error('This is not a zip archive.');
  const count = tail.readUInt16LE(end + 10);
  const start = tail.readUInt32LE(end + 16);
  if (count === 0xffff || start === 0xffffffff) throw new Error('zip64 archives are not supported.');

  const directory = await readAt(file, start, tail.readUInt32LE(end + 12));
  /** @type {Entry[]} */
  const entries = [];
  for (let at = 0; entries.length < count;) {
    if (directory.readUInt32LE(at) !== entrySignature)
      throw new Error('The directory of the archive is damaged.');
    if (directory.readUInt16LE(at + 8) & 1) throw new Error('Encrypted archives are not supported.');
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      size: directory.readUInt32LE(at + 20),
      start: directory.readUInt32LE(at + 42),
      mode: directory.readUInt32LE(at + 38) >>> 16,
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks a zip file, one entry at a time and streamed, with the executable bits it records.
 *
 * @param {string} archive path of the zip file
 * @param {string} target folder to unpack into
 * @param {(name: string) => string | undefined} place where an entry goes, relative to `target`; `undefined`
 *   leaves it out
 * @returns {Promise<number>} how many files were written
 */
export async function unzip(archive, target, place) {
  const file = await open(archive);
  let written = 0;
  try {
    for (const { name, method, start, size, mode } of await readDirectory(file)) {
      const relative = name.endsWith('/') ? undefined : place(name);
      if (relative === undefined) continue;
      const path = resolve(target, relative);
      if (!path.startsWith(resolve(target) + sep))
        throw new Error(`An entry leaves the target folder: ${name}`);
      if (method !== 0 && method !== 8) throw new Error(`Unknown compression of ${name}: ${method}`);
      if ((mode & 0o170000) === 0o120000) throw new Error(`Links are not supported: ${name}`);

      const header = await readAt(file, start, localHeaderSize);
      const from = start + localHeaderSize + header.readUInt16LE(26) + header.readUInt16LE(28);
      await mkdir(dirname(path), { recursive: true });
      const output = createWriteStream(path, { mode: mode & 0o111 ? 0o755 : 0o644 });
      if (size === 0) output.end();
      else {
        const input = createReadStream(archive, { start: from, end: from + size - 1 });
        await (method === 0 ? pipeline(input, output) : pipeline(input, createInflateRaw(), output));
      }
      written += 1;
    }
  } finally {
    await file.close();
  }
  return written;
}
