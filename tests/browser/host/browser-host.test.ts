import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBrowserHost } from '../../../renderer/src/host/browser-host.ts';
import { callWithDeadline } from '../../../renderer/src/host/call-with-deadline.ts';
import { collectBlob, zipFiles } from '../../../renderer/src/host/download.ts';
import { HostError } from '../../../renderer/src/host/host-error.ts';
import type { Host, ProjectStore } from '../../../renderer/src/host/host.ts';
import { createRemoteProjects } from '../../../renderer/src/host/remote-projects.ts';
import { createWorkerCall } from '../../../renderer/src/host/worker-call.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { ProjectId, RaterId } from '../../../shared/domain/ids.ts';
import { createProject } from '../../../shared/domain/project.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import { collectJudgments, replayJournal } from '../../../shared/journal/replay-journal.ts';
import { SegmentIndexReader } from '../../../shared/segment/segment-index-reader.ts';
import { buildItem } from '../../support/build-items.ts';
import { createDraft } from '../../unit/shared/journal/create-draft.ts';

const raterId = 'rater-1' as RaterId;
const project = createProject({ id: 'project-1' as ProjectId, name: 'Greetings 问候', seed: 'seed' });
const counts = { prompts: 1, responses: 2, judgments: 0, leftOut: 0 };

/** A host whose page can go away without a word, as a page that is loaded again does. */
function createFleetingHost(): Pick<Host, 'openProject' | 'createProject'> & { readonly vanish: () => void } {
  const worker = new Worker(new URL('../../../renderer/src/workers/opfs.worker.ts', import.meta.url), {
    type: 'module',
  });
  return {
    ...createRemoteProjects(callWithDeadline(createWorkerCall(worker))),
    vanish: () => {
      worker.terminate();
    },
  };
}

function valueOf<Value>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new HostError(result.error);
  return result.value;
}

async function readJudgmentIds(store: ProjectStore): Promise<string[]> {
  const files = await Promise.all(
    (await store.journals()).map(async ({ name, bytes }) => {
      const replay = replayJournal([await store.readJournal(name, 0, bytes)]);
      expect(replay.damaged).toEqual([]);
      return replay.judgments;
    }),
  );
  return collectJudgments(files).map(({ id }) => id);
}

beforeEach(async () => {
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
});

describe('the browser host', () => {
  it('keeps judgments and texts when the page goes away without a word', async () => {
    const first = createFleetingHost();
    const store = valueOf(await first.createProject(project));
    const writer = valueOf(await store.beginSegment());
    valueOf(await writer.write(new TextEncoder().encode('{"a":1}\n')));
    valueOf(await writer.commit({ origin: 'import', counts, sources: [], raters: [] }));
    for (let index = 0; index < 20; index += 1) {
      expect(valueOf(await store.append(raterId, [createDraft(index)]))[0]?.seq).toBe(index + 1);
    }
    first.vanish();

    const second = createFleetingHost();
    const reopened = valueOf(await second.openProject(project.id));
    expect(await readJudgmentIds(reopened)).toEqual(Array.from({ length: 20 }, (_, i) => `judgment-${i}`));
    const sha256 = reopened.manifest().segments[0]?.sha256 ?? '';
    expect(new TextDecoder().decode(await reopened.readSegment(sha256, 0, 100))).toBe('{"a":1}\n');
    expect(await reopened.verifySegment(sha256)).toEqual({ ok: true, value: undefined });
    expect(valueOf(await reopened.append(raterId, [createDraft(20)]))[0]?.seq).toBe(21);
    second.vanish();
  });

  it('makes the index of a segment when it is first wanted', async () => {
    const host = createFleetingHost();
    const store = valueOf(await host.createProject(project));
    const writer = valueOf(await store.beginSegment());
    const { prompt, responses } = buildItem('Good morning!', ['a', 'b']);
    const lines = [{ prompt }, ...responses.map((response) => ({ response }))];
    valueOf(
      await writer.write(new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))),
    );
    const { segments } = valueOf(await writer.commit({ origin: 'import', counts, sources: [], raters: [] }));
    const sha256 = segments[0]?.sha256 ?? '';
    expect(await store.readIndex(sha256, 0, 100)).toMatchObject({ error: { code: 'not-found' } });
    expect(await store.rebuildIndex(sha256)).toEqual({ ok: true, value: undefined });
    const reader = await SegmentIndexReader.open(
      async (offset, length) => valueOf(await store.readIndex(sha256, offset, length)),
      sha256,
    );
    expect(reader).toMatchObject({
      ok: true,
      value: { head: { counts: { prompts: 1, responses: 2, judgments: 0 } } },
    });
    host.vanish();
  });

  it('lets one page write at a time', async () => {
    const [first, second] = [createFleetingHost(), createFleetingHost()];
    const store = valueOf(await first.createProject(project));
    expect(await second.openProject(project.id)).toMatchObject({ ok: false, error: { code: 'in-use' } });
    await store.close();

    expect(await second.openProject(project.id)).toMatchObject({ ok: true });
    first.vanish();
    second.vanish();
  });

  it('replaces the manifest at every change and lists what it says', async () => {
    const host = createBrowserHost();
    expect(await host.listProjects()).toEqual([]);
    const store = valueOf(await host.createProject(project));
    await store.saveRater({ id: raterId, name: 'Mei', origin: 'person' });
    await store.saveProject({ ...project, name: 'Greetings, second round' });
    await store.close();
    const [summary] = await host.listProjects();
    expect(summary).toMatchObject({ id: project.id, name: 'Greetings, second round', responses: 0 });
    const reopened = valueOf(await host.openProject(project.id));

    expect(reopened.manifest().raters.map(({ name }) => name)).toEqual(['Mei']);
    expect(reopened.notices).toEqual([]);
    await reopened.close();
  });

  it('opens a project again for the same page', async () => {
    const host = createBrowserHost();
    await host.createProject(project);

    const again = valueOf(await host.openProject(project.id));
    expect(await again.append(raterId, [createDraft(1)])).toMatchObject({ ok: true });
    await again.close();
  });

  it('says what it cannot read', async () => {
    const host = createBrowserHost();
    const store = valueOf(await host.createProject(project));

    await expect(store.readJournal('../manifest.json', 0, 10)).rejects.toThrow(HostError);
    expect(await host.openProject('nobody' as ProjectId)).toMatchObject({
      ok: false,
      error: { code: 'not-found' },
    });
    await store.close();
  });

  it('keeps the settings', async () => {
    const settings = await createBrowserHost().loadSettings();
    expect(settings).toMatchObject({ language: 'system', raterName: '' });
    await createBrowserHost().saveSettings({ ...settings, raterName: '梅', theme: 'dark' });

    expect(await createBrowserHost().loadSettings()).toMatchObject({ raterName: '梅', theme: 'dark' });
  });

  it('reads dropped files in pieces', async () => {
    const [file] = await createBrowserHost().openDropped([new File(['0123456789'], 'folder/a.jsonl')]);

    expect(file).toMatchObject({ name: 'folder/a.jsonl', size: 10 });
    expect(new TextDecoder().decode(await file?.read(7, 100))).toBe('789');
  });

  it('has no launch files without a token in the address', async () => {
    expect(await createBrowserHost().takeLaunchFiles()).toEqual([]);
  });
});

describe('a download', () => {
  it('holds every byte of a generator that yields small and large pieces', async () => {
    const large = new Uint8Array(2_500_000).fill(7);
    const blob = await collectBlob([new Uint8Array([1, 2]), large, new Uint8Array([3])], 'text/plain');
    const bytes = new Uint8Array(await blob.arrayBuffer());

    expect(bytes.length).toBe(2_500_003);
    expect([...bytes.subarray(0, 3), bytes.at(-2), bytes.at(-1)]).toEqual([1, 2, 7, 7, 3]);
  });

  it('of a folder is one zip with the same bytes every time', async () => {
    const files = [
      { name: 'train.jsonl', content: [new TextEncoder().encode('{"a":1}\n')] },
      { name: 'dataset_info.json', content: [new TextEncoder().encode('{}')] },
    ];
    const [first, second] = await Promise.all(
      [0, 1].map(async () => new Uint8Array(await (await zipFiles('out', files)).arrayBuffer())),
    );

    expect(second).toEqual(first);
    const entries = Object.entries(unzipSync(first ?? new Uint8Array()));
    expect(entries.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([
      ['out/train.jsonl', '{"a":1}\n'],
      ['out/dataset_info.json', '{}'],
    ]);
  });
});
