import { zipSync } from 'fflate';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { readPack } from '../../../../shared/pack/read-pack.ts';
import { writeSealedZip } from '../../../../shared/pack/sealed-zip.ts';
import { writePack } from '../../../../shared/pack/write-pack.ts';
import { unzipSync } from 'fflate';
import { createContent } from './arbitrary-pack.ts';

const encoder = new TextEncoder();
const whole = writePack(createContent(2));

function failureOf(bytes: Uint8Array) {
  const read = readPack(bytes);
  if (read.ok) throw new Error('The pack was read');
  return read.error;
}

/** The pack with some entries changed, and a valid seal: what somebody with bad intentions can make. */
function forge(change: (entries: Map<string, Uint8Array>) => void): Uint8Array {
  const entries = new Map(Object.entries(unzipSync(whole)));
  change(entries);
  return writeSealedZip(entries);
}

/** Replaces text in one part and makes size, checksum and seal agree with it. */
function forgePart(name: string, change: (text: string) => string, rows?: number): Uint8Array {
  return forge((entries) => {
    const decoder = new TextDecoder();
    const bytes = encoder.encode(change(decoder.decode(entries.get(name))));
    entries.set(name, bytes);
    const manifest = JSON.parse(decoder.decode(entries.get('manifest.json'))) as {
      parts: { name: string; rows: number; bytes: number; sha256: string }[];
    };
    for (const part of manifest.parts.filter((candidate) => candidate.name === name)) {
      Object.assign(part, {
        bytes: bytes.length,
        sha256: bytesToHex(sha256(bytes)),
        rows: rows ?? part.rows,
      });
    }
    entries.set('manifest.json', encoder.encode(JSON.stringify(manifest)));
  });
}

function forgeManifest(change: (manifest: Record<string, unknown>) => void): Uint8Array {
  return forge((entries) => {
    const manifest = JSON.parse(new TextDecoder().decode(entries.get('manifest.json'))) as Record<
      string,
      unknown
    >;
    change(manifest);
    entries.set('manifest.json', encoder.encode(JSON.stringify(manifest)));
  });
}

describe('a damaged pack', () => {
  it('is noticed for every flipped bit of every byte', () => {
    const seen = new Set<string>();
    for (let at = 0; at < whole.length; at += 1) {
      for (const bit of [0, 3, 5, 7]) {
        const bytes = whole.slice();
        bytes[at] = (whole[at] ?? 0) ^ (1 << bit);
        const { code, part } = failureOf(bytes);
        expect(code, `bit ${bit} of byte ${at}`).toBe('damaged');
        seen.add(String(part));
      }
    }
    expect([...seen].toSorted()).toEqual([
      'container',
      'judgments.jsonl',
      'manifest.json',
      'prompts.jsonl',
      'responses.jsonl',
    ]);
  });

  it('is noticed when it was cut short at any byte', () => {
    expect(failureOf(whole.subarray(0, 0)).code).toBe('empty-file');
    for (let length = 1; length < 4; length += 1)
      expect(failureOf(whole.subarray(0, length)).code).toBe('not-a-pack');
    for (let length = 4; length < whole.length; length += 1) {
      expect(failureOf(whole.subarray(0, length)).code, `${length} bytes`).toBe('damaged');
    }
  });

  it('is noticed when something was put after it', () => {
    expect(failureOf(new Uint8Array([...whole, 0x0a])).code).toBe('damaged');
    expect(failureOf(new Uint8Array([...whole, ...whole])).code).toBe('damaged');
  });
});

describe('something else than a pack', () => {
  it.each([
    ['text', encoder.encode('{"instruction": "x"}\n')],
    ['one byte', new Uint8Array([0x50])],
    ['a zip archive of another program', zipSync({ 'word/document.xml': encoder.encode('<x/>') })],
    ['a pack that was packed again', zipSync(unzipSync(whole))],
  ])('says so: %s', (_name, bytes) => {
    expect(failureOf(bytes)).toMatchObject({ code: 'not-a-pack' });
  });

  it('says so when a sealed archive holds something else', () => {
    const other = new Map([['manifest.json', encoder.encode('{"format":"other","version":1}')]]);
    expect(failureOf(writeSealedZip(other))).toMatchObject({ code: 'damaged', part: 'manifest.json' });
    expect(failureOf(writeSealedZip(new Map()))).toMatchObject({ code: 'damaged', part: 'manifest.json' });
  });

  it('never throws on bytes that begin and end like a pack', () => {
    for (let seed = 1; seed <= 300; seed += 1) {
      const bytes = whole.slice();
      // A small generator is enough here: what matters is that many headers come out wrong.
      let state = seed;
      for (let change = 0; change < 40; change += 1) {
        state = (state * 48_271) % 2_147_483_647;
        bytes[4 + (state % (bytes.length - 4))] = state & 0xff;
      }
      expect(failureOf(bytes).code).toBe('damaged');
    }
  });
});

describe('a pack made with bad intentions', () => {
  it('is refused with an entry that does not belong in it', () => {
    const extra = forge((entries) => entries.set('settings.json', encoder.encode('{}')));
    expect(failureOf(extra)).toMatchObject({ code: 'damaged', part: 'container' });
    expect(failureOf(extra).message).toContain('settings.json');
  });

  it.each(['../evil.jsonl', '/etc/passwd', 'C:evil', 'a\\b', 'PROMPTS.JSONL', 'prompts.jsonl ', '.hidden'])(
    'is refused with an entry named %s',
    (name) => {
      const bytes = forge((entries) => entries.set(name, encoder.encode('x')));
      expect(failureOf(bytes)).toMatchObject({ code: 'damaged', part: 'container' });
    },
  );

  it('is refused when a part is missing', () => {
    const bytes = forge((entries) => entries.delete('prompts.jsonl'));
    expect(failureOf(bytes)).toMatchObject({ code: 'damaged', part: 'prompts.jsonl' });
  });

  it('is refused when a part is not what the manifest says', () => {
    const bytes = forge((entries) => entries.set('prompts.jsonl', encoder.encode('{}\n')));
    expect(failureOf(bytes)).toMatchObject({ code: 'damaged', part: 'prompts.jsonl' });
  });

  it.each([
    ['no JSON', (text: string) => text.replace('{', '')],
    ['a wrong role', (text: string) => text.replace('"user"', '"root"')],
    ['an unknown field', (text: string) => text.replace('{', '{"extra":1,')],
    ['an unknown inner field', (text: string) => text.replace('"messages":[{', '"messages":[{"a":1,')],
    ['white space', (text: string) => text.replace('{', '{ ')],
    ['the same id twice', (text: string) => `${text.split('\n')[0]}\n${text.split('\n')[0]}\n`],
    ['an empty line', (text: string) => `\n${text.split('\n')[0]}\n`],
    ['a line without end', (text: string) => text.trimEnd()],
    [
      'a very deep value',
      (text: string) => text.replace('{', `{"a":${'['.repeat(9_999)}${']'.repeat(9_999)},`),
    ],
  ])('is refused with a line that has %s', (_name, change) => {
    const failure = failureOf(forgePart('prompts.jsonl', change));
    expect(failure).toMatchObject({ code: 'damaged', part: 'prompts.jsonl' });
    expect(failure.message).toMatch(/line [12]/);
  });

  it('is refused with a wrong number of rows', () => {
    expect(failureOf(forgePart('prompts.jsonl', (text) => text, 3))).toMatchObject({ part: 'manifest.json' });
    const bytes = forgePart('prompts.jsonl', (text) => text.slice(0, text.indexOf('\n') + 1));
    expect(failureOf(bytes)).toMatchObject({ code: 'damaged', part: 'prompts.jsonl' });
  });

  it('is refused when a judgment is by somebody the manifest does not name', () => {
    const bytes = forgeManifest((manifest) => {
      manifest['raters'] = [];
    });
    expect(failureOf(bytes)).toMatchObject({ code: 'damaged', part: 'judgments.jsonl' });
  });

  it('says that it comes from a newer program, whatever else it holds', () => {
    const bytes = forge((entries) => {
      entries.set('manifest.json', encoder.encode('{"format":"pairwright-pack","version":2,"new":{}}'));
      entries.set('keys.bin', new Uint8Array(9));
    });
    expect(failureOf(bytes)).toMatchObject({ code: 'newer-version' });
    expect(failureOf(bytes).message).toContain('update');
  });

  it('is refused as a zip bomb by the sizes it states, without unpacking', () => {
    const bytes = forge((entries) => entries.set('prompts.jsonl', new Uint8Array(2 ** 25)));
    expect(failureOf(bytes)).toMatchObject({ code: 'too-large' });
  });

  it('is refused as a zip bomb that lies about its size', () => {
    // A kilobyte that unpacks to a megabyte, but says it has 100 bytes, in both headers.
    const bytes = forge((entries) => entries.set('prompts.jsonl', new Uint8Array(2 ** 20)));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let changed = 0;
    for (let at = 0; at + 4 < bytes.length - 71; at += 1) {
      if (view.getUint32(at, true) !== 2 ** 20) continue;
      view.setUint32(at, 100, true);
      changed += 1;
    }
    expect(changed).toBe(2);
    const sealed = reseal(bytes);
    expect(failureOf(sealed)).toMatchObject({ code: 'damaged', part: 'prompts.jsonl' });
  });
});

function reseal(bytes: Uint8Array): Uint8Array {
  const sealed = bytes.slice();
  const digest = bytesToHex(sha256(sealed.subarray(0, sealed.length - 71)));
  sealed.set(encoder.encode(`sha256:${digest}`), sealed.length - 71);
  return sealed;
}
