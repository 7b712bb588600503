import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { unzip } from '../../../scripts/lib/unzip.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pairwright-unzip-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function writeArchive(entries: Parameters<typeof zipSync>[0]): string {
  const path = join(folder, 'archive.zip');
  writeFileSync(path, zipSync(entries));
  return path;
}

describe('unzip', () => {
  it('writes stored, packed and empty files where the caller places them', async () => {
    const text = 'the same words again, '.repeat(5000);
    const archive = writeArchive({
      'app/packed.txt': [strToU8(text), { level: 9 }],
      'app/stored.txt': [strToU8('as it is'), { level: 0 }],
      'app/empty.txt': strToU8(''),
      'other/left-out.txt': strToU8('not wanted'),
    });

    const written = await unzip(archive, join(folder, 'out'), (name) =>
      name.startsWith('app/') ? name.slice('app/'.length) : undefined,
    );

    expect(written).toBe(3);
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual(['empty.txt', 'packed.txt', 'stored.txt']);
    expect(readFileSync(join(folder, 'out/packed.txt'), 'utf8')).toBe(text);
    expect(readFileSync(join(folder, 'out/stored.txt'), 'utf8')).toBe('as it is');
    expect(readFileSync(join(folder, 'out/empty.txt'), 'utf8')).toBe('');
  });

  it('keeps the executable bit', async () => {
    // fflate writes Unix modes when told that the archive comes from Unix (3).
    const archive = writeArchive({
      run: [strToU8('#!/bin/sh'), { os: 3, attrs: 0o100755 << 16 }],
      read: [strToU8('text'), { os: 3, attrs: 0o100644 << 16 }],
    });
    await unzip(archive, join(folder, 'out'), (name) => name);
    expect(statSync(join(folder, 'out/run')).mode & 0o111).toBe(0o111);
    expect(statSync(join(folder, 'out/read')).mode & 0o111).toBe(0);
  });

  it('refuses an entry that leaves the target folder', async () => {
    const archive = writeArchive({ '../outside.txt': strToU8('x') });
    await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow(
      'leaves the target folder',
    );
    expect(readdirSync(folder)).toEqual(['archive.zip']);
  });

  it('refuses what is not a zip archive, and one that was cut off', async () => {
    const archive = writeArchive({ 'a.txt': strToU8('words '.repeat(1000)) });
    const whole = readFileSync(archive);
    writeFileSync(archive, whole.subarray(0, whole.length - 30));
    await expect(unzip(archive, join(folder, 'out'), (name) => name)).rejects.toThrow('not a zip archive');
  });
});
