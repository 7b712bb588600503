import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenedFiles } from '../../../../../electron/main/files/opened-files.ts';
import { ImportRuns } from '../../../../../electron/main/import/import-runs.ts';
import { createNodeProjectsPlace } from '../../../../../electron/main/project/node-projects-place.ts';
import { ok } from '../../../../../shared/base/result.ts';
import type { ProjectId } from '../../../../../shared/domain/ids.ts';
import { createProject } from '../../../../../shared/domain/project.ts';
import type { ImportEnd } from '../../../../../shared/ipc/import-state.ts';
import { ProjectHandlers } from '../../../../../shared/ipc/project-handlers.ts';
import type { Folder } from '../../../../../shared/project/folder.ts';
import { ProjectLibrary } from '../../../../../shared/project/project-library.ts';
import type { ProjectsPlace } from '../../../../../shared/project/projects-place.ts';
import { type Fault, FaultyFolder } from '../../../shared/project/faulty-folder.ts';
import { startInProcess } from './in-process-thread.ts';

const id = 'one' as ProjectId;
const row = (prompt: string, output: string) =>
  `${JSON.stringify({ instruction: prompt, output, generator: 'm' })}\n`;
/** With a line that cannot be read, so that there is a report. */
const CONTENT = `${row('p1', 'a')}{"broken": \n${row('p2', 'b')}`;

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  await writeFile(join(root, 'a.jsonl'), CONTENT);
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** The projects on a disk that can be exchanged for another one while a project is open. */
function createPlace(): ProjectsPlace & { exchange: (replace: (disk: Folder) => Folder) => void } {
  const inner = createNodeProjectsPlace(join(root, 'projects'));
  let replace = (disk: Folder): Folder => disk;
  return {
    ...inner,
    exchange: (next) => {
      replace = next;
    },
    folder: (name) => {
      const disk = inner.folder(name);
      const now = (): Folder => replace(disk);
      return {
        list: (path) => now().list(path),
        listFolders: (path) => now().listFolders(path),
        read: (path, offset, length) => now().read(path, offset, length),
        open: (path, mode) => now().open(path, mode),
        rename: (from, to) => now().rename(from, to),
        remove: (path) => now().remove(path),
        makeFolder: (path) => now().makeFolder(path),
        syncFolder: (path) => now().syncFolder(path),
      };
    },
  };
}

function createLibrary(place: ProjectsPlace): ProjectLibrary {
  return new ProjectLibrary(place, {
    toIsoTime: (milliseconds) => new Date(milliseconds).toISOString(),
  });
}

/** Makes the project, and imports the file into it on a disk that *replace* gives. */
async function importInto(replace: (disk: Folder) => Folder): Promise<ImportEnd | 'refused'> {
  await rm(join(root, 'projects'), { recursive: true, force: true });
  const place = createPlace();
  const library = createLibrary(place);
  const projects = new ProjectHandlers(library);
  const opened = new OpenedFiles();
  const runs = new ImportRuns({
    app: 'test',
    opened,
    startThread: startInProcess,
    retain: (project) => projects.retain(project),
    rememberSources: () => Promise.resolve(),
    locate: async (project) => {
      const name = await library.findFolder(project);
      return name.ok ? ok(join(root, 'projects', name.value)) : name;
    },
  });
  await projects.handlers['projects/create'](createProject({ id, name: 'One', seed: 's' }));
  const [file] = await opened.add([join(root, 'a.jsonl')]);
  place.exchange(replace);
  const started = await runs.start({
    files: [{ token: file?.token ?? '', choice: {} }],
    project: id,
    write: true,
    limitBytes: null,
  });
  const end = started.ok ? await waitForEnd(runs, started.value.run) : 'refused';
  await projects.closeAll();
  return end;
}

async function waitForEnd(runs: ImportRuns, run: number): Promise<ImportEnd> {
  for (let seen = 0; ;) {
    const state = await runs.watch({ run, seen });
    if (!state.ok) throw new Error(state.error.message);
    if (state.value.end !== null) return state.value.end;
    seen = state.value.version;
  }
}

interface Found {
  /** Every file of the project. */
  readonly files: readonly string[];
  readonly segments: number;
}

/** Opens the project again, as after a restart, and looks at all of it. */
async function reopen(): Promise<Found> {
  const projects = new ProjectHandlers(createLibrary(createNodeProjectsPlace(join(root, 'projects'))));
  const opened = await projects.handlers['projects/open']({ id });
  if (!opened.ok) throw new Error(opened.error.message);
  expect(opened.value.notices).toEqual([]);
  const retained = projects.retain(id);
  if (!retained.ok) throw new Error(retained.error.message);
  const { store, release } = retained.value;
  const { segments, sources } = store.manifest();
  for (const { sha256 } of segments) {
    expect(await store.verifySegment(sha256)).toMatchObject({ ok: true });
    expect(await store.readIndex(sha256, 0, 8)).toMatchObject({ ok: true });
  }
  for (const { report } of sources) {
    const read = await store.readReport(report ?? '', 0, 10_000);
    expect(read.ok && new TextDecoder().decode(read.value)).toContain('bad_json');
  }
  expect(sources).toHaveLength(segments.length);
  await release();
  await projects.closeAll();
  return { files: await listFiles(), segments: segments.length };
}

async function listFiles(): Promise<string[]> {
  const projects = join(root, 'projects');
  return (await readdir(projects, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(projects, join(parentPath, name)))
    .toSorted();
}

describe.each<Fault>(['before', 'after', 'half'])('when any one call of the disk fails (%s)', (fault) => {
  it('an import is there whole or not at all, and nothing else is left of it', async () => {
    const whole = await importInto((disk) => disk);
    expect(whole).toMatchObject({ is: 'done', manifest: { sources: [{ fileName: 'a.jsonl' }] } });
    const after = await reopen();
    expect(after.files.filter((name) => /\.(seg|idx)$|reports/.test(name))).toHaveLength(3);
    const ends = new Set<string>();
    for (let failAt = 1; ; failAt += 1) {
      let faulty: FaultyFolder | undefined;
      const end = await importInto((disk) => (faulty ??= new FaultyFolder(disk, failAt, fault)).folder);
      const found = await reopen();
      const said = end === 'refused' ? end : end.is;
      ends.add(said);
      // What was said to be done is there; what was refused may be, when the last call did its work and said it did not.
      expect(found.segments).toBeGreaterThanOrEqual(said === 'done' ? 1 : 0);
      const unnamed = after.files.filter((name) => !/\.(seg|idx)$|reports/.test(name));
      expect([`call ${failAt}`, ...found.files]).toEqual([
        `call ${failAt}`,
        ...(found.segments === 1 ? after.files : unnamed),
      ]);
      if (faulty?.hasFailed !== true) break;
    }
    expect([...ends].toSorted()).toEqual(['done', 'failed', 'refused']);
  });
});
