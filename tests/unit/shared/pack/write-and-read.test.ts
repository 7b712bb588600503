import * as fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createPrompt } from '../../../../shared/domain/prompt.ts';
import { readPack } from '../../../../shared/pack/read-pack.ts';
import { sortPack, writePack } from '../../../../shared/pack/write-pack.ts';
import { arbitraryPack, createContent, createJudgment } from './arbitrary-pack.ts';

describe('writing and reading a pack', () => {
  it('gives back what was written, in canonical order', () => {
    fc.assert(
      fc.property(arbitraryPack, (pack) => {
        expect(readPack(writePack(pack))).toEqual({ ok: true, value: sortPack(pack) });
      }),
    );
  });

  it('gives the same bytes whatever order the content comes in', () => {
    const content = createContent(6);
    const reversed = {
      ...content,
      raters: content.raters.toReversed(),
      prompts: content.prompts.toReversed(),
      responses: content.responses.toReversed(),
      judgments: content.judgments.toReversed(),
    };
    expect(writePack(reversed)).toEqual(writePack(content));
  });

  it('gives the same bytes in every time zone', () => {
    const content = createContent(1);
    const before = process.env['TZ'];
    const written = ['Asia/Shanghai', 'America/Los_Angeles', 'UTC'].map((zone) => {
      process.env['TZ'] = zone;
      return { offset: new Date(0).getTimezoneOffset(), bytes: writePack(content) };
    });
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
    expect(new Set(written.map(({ offset }) => offset)).size).toBe(3);
    expect(written[1]?.bytes).toEqual(written[0]?.bytes);
    expect(written[2]?.bytes).toEqual(written[0]?.bytes);
  });

  it('keeps every character of a text, lone surrogates and U+0000 included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (content, key) => {
        const prompt = createPrompt({ messages: [{ role: 'user', content }], metadata: { [key]: content } });
        const pack = readPack(writePack({ ...createContent(0), prompts: [prompt] }));
        expect(pack.ok && pack.value.prompts).toEqual([prompt]);
      }),
    );
    const lone = createPrompt({ messages: [{ role: 'user', content: 'a\ud800b\u0000' }] });
    const pack = readPack(writePack({ ...createContent(0), prompts: [lone] }));
    expect(pack.ok && pack.value.prompts[0]?.messages[0]?.content).toBe('a\ud800b\u0000');
  });

  it('keeps a metadata key named __proto__ as data and pollutes nothing', () => {
    const metadata = JSON.parse('{"__proto__":"polluted","constructor":"c","a":"b"}') as Record<
      string,
      string
    >;
    const prompt = createPrompt({ messages: [{ role: 'user', content: 'x' }], metadata });
    const pack = readPack(writePack({ ...createContent(0), prompts: [prompt] }));
    if (!pack.ok) throw new Error(pack.error.message);
    expect(JSON.stringify(pack.value.prompts[0]?.metadata)).toBe(
      '{"__proto__":"polluted","a":"b","constructor":"c"}',
    );
    expect(Object.getPrototypeOf(pack.value.prompts[0]?.metadata)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it('is a zip archive of JSON Lines that any program can open', () => {
    const content = createContent(3);
    const files = unzipSync(writePack(content));
    expect(Object.keys(files)).toEqual([
      'judgments.jsonl',
      'manifest.json',
      'prompts.jsonl',
      'responses.jsonl',
    ]);
    const lines = strFromU8(files['prompts.jsonl'] ?? new Uint8Array()).split('\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(
      content.prompts.map(({ id }) => id).toSorted(),
    );
    expect(JSON.parse(strFromU8(files['manifest.json'] ?? new Uint8Array()))).toMatchObject({
      format: 'pairwright-pack',
      version: 1,
      kind: 'project',
      counts: { prompts: 3, responses: 6, judgments: 6 },
    });
  });

  it('orders judgments by rater and sequence number', () => {
    const content = createContent(12, ['Ada']);
    const pack = readPack(writePack({ ...content, judgments: content.judgments.toReversed() }));
    expect(pack.ok && pack.value.judgments.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
  });

  it('refuses to write what it would refuse to read', () => {
    const content = createContent(1);
    const [prompt] = content.prompts;
    if (!prompt) throw new Error('no prompt');
    expect(() => writePack({ ...content, prompts: [prompt, prompt] })).toThrow('twice');
    expect(() => writePack({ ...content, raters: [] })).toThrow('does not name');
  });

  it('writes the same bytes for the same content, version after version', () => {
    // Frozen: packs of older programs must stay equal to those of newer ones. Change it only with PACK_VERSION.
    const content = createContent(1, ['Ada']);
    const [rater] = content.raters;
    const [prompt] = content.prompts;
    if (!rater || !prompt) throw new Error('no rater');
    const skip = createJudgment(rater, prompt, 2, {
      kind: 'skip',
      responses: content.responses.map(({ id }) => id),
      reason: 'cannot-judge',
      note: 'both off topic',
    });
    const files = unzipSync(writePack({ ...content, judgments: [...content.judgments, skip] }));
    expect(strFromU8(files['judgments.jsonl'] ?? new Uint8Array())).toMatchInlineSnapshot(`
      "{"app":"test","at":"2026-11-21T10:00:00.000Z","durationMs":1200,"id":"c6c67ce732638994104b72090267165f","pass":1,"promptId":"3cabc383174f583a299bbceff1a2a4a1","raterId":"d097c94eb625df562bda91047a87300f","seq":1,"shown":null,"turn":1,"value":{"kind":"preference","outcome":{"better":"3d2415a0b692064d0f1d409cf4163924","is":"better","strength":"clearly"},"responses":["caf911fb2138d0659785c60d989e6c39","3d2415a0b692064d0f1d409cf4163924"]}}
      {"app":"test","at":"2026-11-21T10:00:00.000Z","durationMs":1200,"id":"55a4e6989e14949cd76e7615955606d6","pass":1,"promptId":"3cabc383174f583a299bbceff1a2a4a1","raterId":"d097c94eb625df562bda91047a87300f","seq":2,"shown":null,"turn":1,"value":{"kind":"skip","note":"both off topic","reason":"cannot-judge","responses":["caf911fb2138d0659785c60d989e6c39","3d2415a0b692064d0f1d409cf4163924"]}}
      "
    `);
    expect(strFromU8(files['manifest.json'] ?? new Uint8Array())).toMatchInlineSnapshot(`
      "{
        "counts": {
          "judgments": 2,
          "prompts": 1,
          "responses": 2
        },
        "format": "pairwright-pack",
        "kind": "project",
        "parts": [
          {
            "bytes": 831,
            "name": "judgments.jsonl",
            "rows": 2,
            "sha256": "6598afd9b0b17742b6a14737d6009c44a2ad07af968205d3ed04fe27ff942388"
          },
          {
            "bytes": 196,
            "name": "prompts.jsonl",
            "rows": 1,
            "sha256": "06c33f2a8aaaefb5542319a81d135aa641bc057f1dab87f812b7a30ed35179a6"
          },
          {
            "bytes": 341,
            "name": "responses.jsonl",
            "rows": 2,
            "sha256": "4ab10918265a5bb30f98b2ad699bc975184ebc49f6436b7d3ed777acde99ae3e"
          }
        ],
        "project": {
          "guideline": "",
          "id": "017f3ef6c35e1547d32e5b3866f8cf88",
          "labelling": {
            "comparison": "ranking"
          },
          "name": "Test",
          "seed": "seed"
        },
        "raters": [
          {
            "id": "d097c94eb625df562bda91047a87300f",
            "name": "Ada",
            "origin": "imported"
          }
        ],
        "sources": [],
        "version": 1
      }
      "
    `);
  });
});
