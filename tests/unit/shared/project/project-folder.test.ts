import { mkdir, mkdtemp, readdir, readFile, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeFolder } from '../../../../electron/main/files/node-folder.ts';
import type { ProjectId, RaterId } from '../../../../shared/domain/ids.ts';
import type { Judgment } from '../../../../shared/domain/judgment.ts';
import { createProject } from '../../../../shared/domain/project.ts';
import type { Rater } from '../../../../shared/domain/rater.ts';
import { collectJudgments, replayJournal } from '../../../../shared/journal/replay-journal.ts';
import type { Folder } from '../../../../shared/project/folder.ts';
import { encodeManifest, readManifest } from '../../../../shared/project/manifest-file.ts';
import {
  createProjectFolder,
  openProjectFolder,
  type ProjectStore,
} from '../../../../shared/project/project-store.ts';
import type { ProjectLock } from '../../../../shared/project/projects-place.ts';
import type { SegmentSummary } from '../../../../shared/project/segment-writer.ts';
import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import type { SegmentIndex } from '../../../../shared/segment/segment-index.ts';
import { SegmentIndexBuilder } from '../../../../shared/segment/segment-index-builder.ts';
import { SegmentIndexReader } from '../../../../shared/segment/segment-index-reader.ts';
import { SegmentLines } from '../../../../shared/segment/segment-lines.ts';
import { buildItem } from '../../../support/build-items.ts';
import { createDraft } from '../journal/create-draft.ts';
import { type Fault, FaultyFolder } from './faulty-folder.ts';

const raterId = 'rater-1' as RaterId;
const project = createProject({ id: 'project-1' as ProjectId, name: 'Greetings', seed: 'seed' });
const rater: Rater = { id: raterId, name: 'Mei', origin: 'person' };
const summary: SegmentSummary = {
  origin: 'import',
  counts: { prompts: 2, responses: 4, judgments: 0, leftOut: 1 },
  sources: [],
  raters: [],
};
const freeLock: ProjectLock = { isHeld: () => true, release: () => Promise.resolve() };

let root: string;
let folder: Folder;
const openStores: ProjectStore[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  folder = createNodeFolder(root);
});

afterEach(async () => {
  for (const store of openStores.splice(0)) await store.close();
  await rm(root, { recursive: true, force: true });
});

async function openStore(): Promise<ProjectStore> {
  const opened = await openProjectFolder(folder, freeLock);
  if (!opened.ok) throw new Error(`${opened.error.code}: ${opened.error.message}`);
  openStores.push(opened.value);
  return opened.value;
}

async function createStore(): Promise<ProjectStore> {
  expect(await createProjectFolder(folder, project)).toEqual({ ok: true, value: undefined });
  return openStore();
}

async function appendDraft(store: ProjectStore, index: number): Promise<Judgment | undefined> {
  const appended = await store.append(raterId, [createDraft(index)]);
  return appended.ok ? appended.value[0] : undefined;
}

/** All judgments in the journals, as the app reads them. */
async function readAll(store: ProjectStore): Promise<Judgment[]> {
  const journals = await store.journals();
  if (!journals.ok) throw new Error(journals.error.message);
  const files: Judgment[][] = [];
  for (const { name, bytes } of journals.value) {
    const read = await store.readJournal(name, 0, bytes);
    if (!read.ok) throw new Error(read.error.message);
    files.push([...replayJournal([read.value]).judgments]);
  }
  return collectJudgments(files);
}

async function writeSegment(store: ProjectStore, text: string, details = summary): Promise<boolean> {
  const writer = await store.beginSegment();
  if (!writer.ok) return false;
  const written = await writer.value.write(new TextEncoder().encode(text));
  return written.ok && (await writer.value.commit(details)).ok;
}

describe('a project folder', () => {
  it('keeps what was appended over many openings, numbered without a break', async () => {
    let store = await createStore();
    const acknowledged: (Judgment | undefined)[] = [];
    for (let index = 0; index < 9; index += 1) {
      acknowledged.push(await appendDraft(store, index));
      if (index % 3 === 2) {
        await store.close();
        store = await openStore();
      }
    }

    expect(await readAll(store)).toEqual(acknowledged);
    expect(acknowledged.map((judgment) => judgment?.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(await readdir(join(root, 'journal'))).toEqual(['rater-1-0001.jsonl']);
  });

  it('appends in the order of the calls when they come at once', async () => {
    const store = await createStore();
    const appended = await Promise.all(Array.from({ length: 20 }, (_, index) => appendDraft(store, index)));

    expect(appended.map((judgment) => judgment?.seq)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await readAll(store)).toEqual(appended);
  });

  it('counts on from a journal longer than what it looks at', async () => {
    const store = await createStore();
    for (let index = 0; index < 3; index += 1) {
      await store.append(raterId, [createDraft(index, 'x'.repeat(50_000))]);
    }
    await store.close();

    expect((await appendDraft(await openStore(), 4))?.seq).toBe(4);
  });

  it('starts a new epoch after a torn tail, and counts on', async () => {
    const store = await createStore();
    await appendDraft(store, 1);
    await appendDraft(store, 2);
    await store.close();
    const path = join(root, 'journal', 'rater-1-0001.jsonl');
    await truncate(path, (await readFile(path)).length - 5);
    const reopened = await openStore();

    expect((await appendDraft(reopened, 3))?.seq).toBe(2);
    expect((await readAll(reopened)).map(({ id }) => id)).toEqual(['judgment-1', 'judgment-3']);
    expect(await readdir(join(root, 'journal'))).toEqual(['rater-1-0001.jsonl', 'rater-1-0002.jsonl']);
  });

  it('counts on from the judgments of a segment', async () => {
    const store = await createStore();
    await appendDraft(store, 1);
    await writeSegment(store, '{}\n', { ...summary, origin: 'merge', lastSeqs: { [raterId]: 41 } });

    expect((await appendDraft(store, 2))?.seq).toBe(42);
    await store.close();
    expect((await appendDraft(await openStore(), 3))?.seq).toBe(43);
  });

  it.each(['constructor', '__proto__', 'toString'])(
    'numbers the judgments of a rater with the id %s',
    async (id) => {
      const store = await createStore();
      const odd = id as RaterId;
      await writeSegment(store, '{}\n', { ...summary, lastSeqs: { [raterId]: 41 } });
      const appended = await store.append(odd, [{ ...createDraft(1), raterId: odd }]);

      expect(appended).toMatchObject({ ok: true, value: [{ seq: 1 }] });
      expect(await readAll(store)).toHaveLength(1);
    },
  );

  it('takes no judgment of another rater', async () => {
    const store = await createStore();

    expect(await store.append('rater-2' as RaterId, [createDraft(1)])).toMatchObject({
      ok: false,
      error: { code: 'bad-request' },
    });
  });

  it('shows a segment only after its commit, and then reads its bytes', async () => {
    const store = await createStore();
    const writer = await store.beginSegment();
    if (!writer.ok) throw new Error(writer.error.message);
    await writer.value.write(new TextEncoder().encode('{"a":1}\n'));
    expect(store.manifest().segments).toEqual([]);
    const committed = await writer.value.commit(summary);

    expect(committed).toMatchObject({ ok: true, value: { revision: 2 } });
    const [segment] = store.manifest().segments;
    expect(segment).toMatchObject({ bytes: 8, origin: 'import' });
    const sha256 = segment?.sha256 ?? '';
    expect(await readdir(join(root, 'segments'))).toEqual([`${sha256}.seg`]);
    expect(await store.readSegment(sha256, 2, 3)).toEqual({
      ok: true,
      value: new TextEncoder().encode('a":'),
    });
    expect(await store.verifySegment(sha256)).toEqual({ ok: true, value: undefined });
  });

  it('leaves nothing of a segment that is given up, or cut off by a kill', async () => {
    const store = await createStore();
    const given = await store.beginSegment();
    const killed = await store.beginSegment();
    if (!given.ok || !killed.ok) throw new Error('could not begin');
    await given.value.write(new Uint8Array([1]));
    await killed.value.write(new Uint8Array([1]));
    await given.value.abort();
    expect(await readdir(join(root, 'segments'))).toHaveLength(1);
    await openStore();

    expect(await readdir(join(root, 'segments'))).toEqual([]);
  });

  it('refuses to open without a segment it names, and names it', async () => {
    const store = await createStore();
    await writeSegment(store, '{}\n');
    const sha256 = store.manifest().segments[0]?.sha256 ?? '';
    await store.close();
    await truncate(join(root, 'segments', `${sha256}.seg`), 1);
    expect(await openProjectFolder(folder, freeLock)).toMatchObject({
      ok: false,
      error: { code: 'damaged' },
    });
    await unlink(join(root, 'segments', `${sha256}.seg`));
    const opened = await openProjectFolder(folder, freeLock);

    expect(opened).toMatchObject({ ok: false, error: { code: 'damaged' } });
    expect(opened.ok ? '' : opened.error.message).toContain(sha256);
  });

  it('finds a flipped bit in a segment', async () => {
    const store = await createStore();
    await writeSegment(store, '{"a":1}\n');
    const sha256 = store.manifest().segments[0]?.sha256 ?? '';
    await writeFile(join(root, 'segments', `${sha256}.seg`), '{"a":3}\n');

    expect(await store.verifySegment(sha256)).toMatchObject({ ok: false, error: { code: 'damaged' } });
  });

  it('reads no file that is not a journal or a segment of the project', async () => {
    const store = await createStore();

    for (const name of ['../manifest.json', 'x.jsonl', '', '../../etc/passwd']) {
      expect(await store.readJournal(name, 0, 10)).toMatchObject({ ok: false, error: { code: 'not-found' } });
      expect(await store.readSegment(name, 0, 10)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    }
  });

  it('keeps the last ten snapshots, each with the journals before its merge', async () => {
    const store = await createStore();
    for (let index = 0; index < 12; index += 1) {
      await appendDraft(store, index);
      await writeSegment(store, `{"n":${index}}\n`, { ...summary, origin: 'merge' });
    }
    const names = await readdir(join(root, 'snapshots'));

    expect(names).toEqual(Array.from({ length: 10 }, (_, index) => String(index + 3).padStart(8, '0')));
    const journal = await readFile(join(root, 'snapshots', names[0] ?? '', 'journal', 'rater-1-0001.jsonl'));
    expect(replayJournal([journal]).judgments).toHaveLength(3);
  });

  it('saves raters and the project, and says which revision that is', async () => {
    const store = await createStore();
    await store.saveRater(rater);
    await store.saveRater({ ...rater, name: '梅' });
    await store.saveProject({ ...project, guideline: '# Be kind' });
    await store.close();
    const manifest = (await openStore()).manifest();

    expect(manifest.raters).toEqual([{ ...rater, name: '梅' }]);
    expect(manifest.project.guideline).toBe('# Be kind');
    expect(manifest.revision).toBe(4);
  });

  it('writes nothing after it was closed or its lock was lost', async () => {
    await createProjectFolder(folder, project);
    let isHeld = true;
    const opened = await openProjectFolder(folder, {
      isHeld: () => isHeld,
      release: () => Promise.resolve(),
    });
    if (!opened.ok) throw new Error(opened.error.message);
    openStores.push(opened.value);
    isHeld = false;
    expect(await opened.value.append(raterId, [createDraft(1)])).toMatchObject({
      error: { code: 'read-only' },
    });
    expect(await opened.value.saveRater(rater)).toMatchObject({ error: { code: 'read-only' } });
    isHeld = true;
    await opened.value.close();

    expect(await opened.value.append(raterId, [createDraft(1)])).toMatchObject({
      error: { code: 'bad-request' },
    });
  });
});

describe('the index of a segment', () => {
  const { prompt, responses } = buildItem('Good morning!', ['a', 'b']);
  const records: ItemRecord[] = [{ prompt }, ...responses.map((response) => ({ response }))];

  /** Writes the records as an import does; answers what their segment is called and what its index was. */
  async function writeRecords(
    store: ProjectStore,
    withIndex: boolean,
  ): Promise<{ readonly sha256: string; readonly index: SegmentIndex }> {
    const writer = await store.beginSegment();
    if (!writer.ok) throw new Error(writer.error.message);
    const builder = new SegmentIndexBuilder();
    const lines = new SegmentLines((bytes) => writer.value.write(bytes), builder);
    await lines.add(records);
    await lines.flush();
    const index = builder.finish();
    const committed = await writer.value.commit(summary, withIndex ? index : undefined);
    if (!committed.ok) throw new Error(committed.error.message);
    return { sha256: committed.value.segments[0]?.sha256 ?? '', index };
  }

  async function readIndex(store: ProjectStore, sha256: string): Promise<SegmentIndex | string> {
    const reader = await SegmentIndexReader.open(async (offset, length) => {
      const bytes = await store.readIndex(sha256, offset, length);
      return bytes.ok ? bytes.value : new Uint8Array();
    }, sha256);
    const index = reader.ok ? await reader.value.readAll() : reader;
    return index.ok ? index.value : index.error;
  }

  it('stands beside the segment when it was given with it', async () => {
    const store = await createStore();
    const { sha256, index } = await writeRecords(store, true);

    expect(await readIndex(store, sha256)).toEqual(index);
    expect((await readdir(join(root, 'segments'))).toSorted()).toEqual([`${sha256}.idx`, `${sha256}.seg`]);
  });

  it('is made from the segment when it is missing or damaged, and is then the same', async () => {
    const store = await createStore();
    const { sha256, index } = await writeRecords(store, false);
    expect(await store.readIndex(sha256, 0, 100)).toMatchObject({ error: { code: 'not-found' } });

    expect(await store.rebuildIndex(sha256)).toEqual({ ok: true, value: undefined });
    expect(await readIndex(store, sha256)).toEqual(index);
    await truncate(join(root, 'segments', `${sha256}.idx`), 100);
    expect(await readIndex(store, sha256)).toBeTypeOf('string');
    expect((await store.rebuildIndex(sha256)).ok).toBe(true);
    expect(await readIndex(store, sha256)).toEqual(index);
  });

  it('is not made from a segment of which a byte has changed', async () => {
    const store = await createStore();
    const { sha256 } = await writeRecords(store, false);
    const path = join(root, 'segments', `${sha256}.seg`);
    const bytes = await readFile(path);
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(path, changed);
      expect(await store.rebuildIndex(sha256), `byte ${at}`).toMatchObject({ error: { code: 'damaged' } });
    }
    expect(await readdir(join(root, 'segments'))).toEqual([`${sha256}.seg`]);
  });

  it('and the segment are removed at the next opening when no manifest names them', async () => {
    const store = await createStore();
    const { sha256 } = await writeRecords(store, true);
    await store.close();
    const left = 'ab'.repeat(32);
    const named = 'cd'.repeat(32);
    for (const name of [`${left}.seg`, `${left}.idx`, `${named}.seg`, 'notes.txt']) {
      await writeFile(join(root, 'segments', name), 'left');
    }
    // Somebody has gone back behind a merge; the snapshot before the next one knows the segment.
    await mkdir(join(root, 'snapshots', '00000009'), { recursive: true });
    await writeFile(join(root, 'snapshots', '00000009', 'manifest.json'), JSON.stringify({ sha256: named }));
    await openStore();

    expect((await readdir(join(root, 'segments'))).toSorted()).toEqual(
      [`${sha256}.idx`, `${sha256}.seg`, `${named}.seg`, 'notes.txt'].toSorted(),
    );
  });

  it('and the segment stay when the newest manifest is damaged, since it may have named them', async () => {
    const store = await createStore();
    const before = await readFile(join(root, 'manifest.json.prev'));
    const { sha256 } = await writeRecords(store, true);
    await store.close();
    await writeFile(join(root, 'manifest.json'), 'damaged');
    await writeFile(join(root, 'manifest.json.prev'), before);
    await openStore();

    expect((await readdir(join(root, 'segments'))).toSorted()).toEqual([`${sha256}.idx`, `${sha256}.seg`]);
  });
});

describe('a manifest', () => {
  it('with any bit flipped is read from its second copy', async () => {
    const store = await createStore();
    await store.saveRater(rater);
    const path = join(root, 'manifest.json');
    const bytes = await readFile(path);
    let harmless = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      const damaged = Buffer.from(bytes);
      damaged[index] = (damaged[index] ?? 0) ^ (1 << (index % 8));
      await writeFile(path, damaged);
      const read = await readManifest(folder);
      expect(read).toMatchObject({ ok: true, value: { manifest: store.manifest() } });
      if (read.ok && read.value.isFirstCopyWhole) harmless += 1;
    }
    // White space may change without changing a value.
    expect(harmless).toBeLessThan(bytes.length * 0.3);
  });

  it('that is damaged is restored, kept aside, and told', async () => {
    const store = await createStore();
    await store.saveRater(rater);
    await store.close();
    await writeFile(join(root, 'manifest.json'), 'damaged');
    const reopened = await openStore();

    expect(reopened.manifest()).toEqual(store.manifest());
    expect(reopened.notices.map(({ code }) => code)).toEqual(['damaged']);
    expect(await readFile(join(root, 'manifest.json.damaged'), 'utf8')).toBe('damaged');
    expect((await openStore()).notices).toEqual([]);
  });

  it('is refused when both copies are damaged', async () => {
    await createStore();
    await writeFile(join(root, 'manifest.json'), '{');
    await writeFile(join(root, 'manifest.json.prev'), '');

    expect(await openProjectFolder(folder, freeLock)).toMatchObject({
      ok: false,
      error: { code: 'damaged' },
    });
  });

  it('of a later version is refused, and nothing is written', async () => {
    const store = await createStore();
    await writeSegment(store, '{}\n');
    const later = { ...store.manifest(), version: 2, added: true } as unknown as Parameters<
      typeof encodeManifest
    >[0]; // A format of the future.
    await writeFile(join(root, 'manifest.json'), encodeManifest(later));
    await writeFile(join(root, 'segments', 'left.tmp'), 'x');
    const before = await readdir(root, { recursive: true });
    const bytes = await readFile(join(root, 'manifest.json'));

    expect(await openProjectFolder(folder, freeLock)).toMatchObject({
      ok: false,
      error: { code: 'newer-version' },
    });
    expect(await readdir(root, { recursive: true })).toEqual(before);
    expect(await readFile(join(root, 'manifest.json'))).toEqual(bytes);
  });

  it('is missing where there is no project', async () => {
    expect(await openProjectFolder(folder, freeLock)).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
  });
});

describe.each<Fault>(['before', 'after', 'half'])('when the n-th call to the disk fails (%s)', (fault) => {
  it('every acknowledged judgment is there after reopening, and what follows is accepted', async () => {
    for (let failAt = 1; ; failAt += 1) {
      await rm(root, { recursive: true, force: true });
      await (await createStore()).close();
      const faulty = new FaultyFolder(folder, failAt, fault);
      const acknowledged: Judgment[] = [];
      const opened = await openProjectFolder(faulty.folder, freeLock);
      if (opened.ok) {
        // A screen cannot go on without a project; with one, every decision is saved in the end.
        for (let index = 0; index < 5; index += 1) {
          let judgment = await appendDraft(opened.value, index);
          // What a screen does: the same decision again, under the same id.
          judgment ??= await appendDraft(opened.value, index);
          if (judgment) acknowledged.push(judgment);
        }
        await opened.value.close();
      }
      expect(acknowledged).toHaveLength(opened.ok ? 5 : 0);
      const store = await openStore();
      const all = await readAll(store);
      expect(all).toEqual(acknowledged);
      const seqs = acknowledged.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      expect((await appendDraft(store, 99))?.seq).toBeGreaterThan(seqs.at(-1) ?? 0);
      if (!faulty.hasFailed) break;
    }
  });

  it('an import is there whole or not at all', async () => {
    for (let failAt = 1; ; failAt += 1) {
      await rm(root, { recursive: true, force: true });
      const first = await createStore();
      await appendDraft(first, 1);
      await first.close();
      const before = first.manifest();
      const faulty = new FaultyFolder(folder, failAt, fault);
      const opened = await openProjectFolder(faulty.folder, freeLock);
      let succeeded = false;
      if (opened.ok) {
        succeeded = await writeSegment(opened.value, '{"a":1}\n', {
          ...summary,
          origin: 'merge',
          raters: [rater],
        });
        await opened.value.close();
      }
      const store = await openStore();
      const { segments, raters, revision } = store.manifest();
      expect([segments.length, raters.length, revision]).toEqual(
        segments.length === 0 ? [0, 0, before.revision] : [1, 1, before.revision + 1],
      );
      expect(segments.length).toBeGreaterThanOrEqual(succeeded ? 1 : 0);
      for (const { sha256 } of segments) expect((await store.verifySegment(sha256)).ok).toBe(true);
      expect(await readAll(store)).toHaveLength(1);
      expect(store.notices).toEqual([]);
      if (!faulty.hasFailed) break;
    }
  });

  it('a new project is there or can be made', async () => {
    for (let failAt = 1; ; failAt += 1) {
      await rm(root, { recursive: true, force: true });
      const faulty = new FaultyFolder(folder, failAt, fault);
      const created = await createProjectFolder(faulty.folder, project);
      const opened = await openProjectFolder(folder, freeLock);
      // Nothing, or all of it; and all of it when that was said.
      expect(opened.ok ? 'there' : opened.error.code).toMatch(created.ok ? /^there$/ : /^(there|not-found)$/);
      if (!opened.ok) await createProjectFolder(folder, project);
      expect((await openStore()).manifest().project).toEqual(project);
      if (!faulty.hasFailed) break;
    }
  });
});

describe('when the disk fails for good', () => {
  it('says so for every judgment, loses none that was acknowledged, and works again after a restart', async () => {
    for (let failAt = 1; failAt < 25; failAt += 1) {
      await rm(root, { recursive: true, force: true });
      await (await createStore()).close();
      const faulty = new FaultyFolder(folder, failAt, 'half', true);
      const acknowledged: Judgment[] = [];
      const opened = await openProjectFolder(faulty.folder, freeLock);
      if (opened.ok) {
        for (let index = 0; index < 6; index += 1) {
          const judgment = await appendDraft(opened.value, index);
          if (judgment) acknowledged.push(judgment);
        }
        await opened.value.close();
      }
      const store = await openStore();
      const all = await readAll(store);

      expect(all.filter(({ id }) => acknowledged.some((known) => known.id === id))).toEqual(acknowledged);
      expect(await appendDraft(store, 50)).toBeDefined();
    }
  });
});
