import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenedFiles } from '../../../../../electron/main/files/opened-files.ts';
import { ImportRuns } from '../../../../../electron/main/import/import-runs.ts';
import { createNodeProjectsPlace } from '../../../../../electron/main/project/node-projects-place.ts';
import { ok } from '../../../../../shared/base/result.ts';
import type { ProjectId } from '../../../../../shared/domain/ids.ts';
import { createProject } from '../../../../../shared/domain/project.ts';
import type { FileChoice } from '../../../../../shared/import/file-choice.ts';
import type { ImportState } from '../../../../../shared/ipc/import-state.ts';
import { ProjectHandlers } from '../../../../../shared/ipc/project-handlers.ts';
import { ProjectLibrary } from '../../../../../shared/project/project-library.ts';
import { startInProcess } from './in-process-thread.ts';

const id = 'one' as ProjectId;
let root: string;
let opened: OpenedFiles;
let projects: ProjectHandlers;
let runs: ImportRuns;
/** Projects with the paths of their sources. */
let remembered: string[][];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  const library = new ProjectLibrary(createNodeProjectsPlace(join(root, 'projects')), {
    toIsoTime: (milliseconds) => new Date(milliseconds).toISOString(),
  });
  projects = new ProjectHandlers(library);
  opened = new OpenedFiles();
  remembered = [];
  runs = new ImportRuns({
    app: 'test',
    opened,
    startThread: startInProcess,
    retain: (project) => projects.retain(project),
    rememberSources: (project, paths) => {
      remembered.push([project, ...paths]);
      return Promise.resolve();
    },
    locate: async (project) => {
      const name = await library.findFolder(project);
      return name.ok ? ok(join(root, 'projects', name.value)) : name;
    },
  });
  await projects.handlers['projects/create'](createProject({ id, name: 'One', seed: 's' }));
});

afterEach(async () => {
  await runs.cancelAll();
  await projects.closeAll();
  await rm(root, { recursive: true, force: true });
});

async function openFile(name: string, content: string): Promise<string> {
  await mkdir(join(root, 'files'), { recursive: true });
  await writeFile(join(root, 'files', name), content);
  const [file] = await opened.add([join(root, 'files', name)]);
  return file?.token ?? '';
}

async function start(token: string, write: boolean, project: ProjectId | null = id, choice: FileChoice = {}) {
  const started = await runs.start({ files: [{ token, choice }], project, write, limitBytes: null });
  if (!started.ok) throw new Error(started.error.message);
  return started.value.run;
}

/** Watches to the end; gives every state that was told. */
async function watch(run: number): Promise<ImportState[]> {
  const states: ImportState[] = [];
  for (let seen = 0; ;) {
    const state = await runs.watch({ run, seen });
    if (!state.ok) throw new Error(state.error.message);
    states.push(state.value);
    if (state.value.end) return states;
    seen = state.value.version;
  }
}

async function listFiles(): Promise<string[]> {
  return (await readdir(join(root, 'projects'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();
}

const row = (prompt: string, output: string) =>
  `${JSON.stringify({ instruction: prompt, output, generator: 'm' })}\n`;
const good = row('p1', 'a') + row('p2', 'b');

describe('an import beside the page', () => {
  it('writes a segment, its index and its report, and names them in the manifest', async () => {
    const run = await start(await openFile('a.jsonl', `${good}{"broken": \n`), true);
    const end = (await watch(run)).at(-1)?.end;
    expect(end).toMatchObject({
      is: 'done',
      outcome: { summary: { counts: { prompts: 2, responses: 2 }, rows: { read: 3, kept: 2 } } },
      manifest: { segments: [{ origin: 'import' }], sources: [{ fileName: 'a.jsonl' }] },
    });
    expect(remembered).toEqual([[id, join(root, 'files', 'a.jsonl')]]);
    const files = await listFiles();
    expect(files.filter((name) => /\.(seg|idx)$/.test(name))).toHaveLength(2);
    const source = end?.is === 'done' ? end.manifest?.sources[0] : undefined;
    const report = await projects.handlers['project/read-report']({
      id,
      name: source?.report ?? '',
      offset: 0,
      length: 10_000,
    });
    expect(JSON.parse(new TextDecoder().decode(report.ok ? report.value : undefined))).toMatchObject({
      kind: 'left-out',
      file: 'a.jsonl',
      line: 3,
    });
  });

  it('gives the same records whichever way the bytes took', async () => {
    await watch(await start(await openFile('a.jsonl', good), true));
    const segment = (await listFiles()).find((name) => name.endsWith('.seg')) ?? '';
    const [project = ''] = await readdir(join(root, 'projects'));
    const text = await readFile(join(root, 'projects', project, 'segments', segment), 'utf8');
    const records = text
      .trimEnd()
      .split('\n')
      .map((line) => Object.keys(JSON.parse(line) as object)[0]);
    expect(records).toEqual(['prompt', 'response', 'prompt', 'response', 'source']);
  });

  it('says in a trial what the files are and what they would become, and writes nothing', async () => {
    const before = await listFiles();
    const states = await watch(await start(await openFile('a.jsonl', good), false, null));
    expect(states.at(-1)).toMatchObject({
      inspections: [{ name: 'a.jsonl', format: 'alpaca-eval' }],
      end: { is: 'done', manifest: null, outcome: { models: 1, summary: { counts: { responses: 2 } } } },
    });
    expect(await listFiles()).toEqual(before);
  });

  it('finds nothing new in what the project holds, also when the index is gone', async () => {
    const token = await openFile('a.jsonl', good);
    await watch(await start(token, true));
    const [project = ''] = await readdir(join(root, 'projects'));
    const folder = join(root, 'projects', project, 'segments');
    for (const name of await readdir(folder)) if (name.endsWith('.idx')) await rm(join(folder, name));
    const again = (await watch(await start(token, false))).at(-1)?.end;
    expect(again).toMatchObject({
      outcome: { summary: { counts: { responses: 0 }, alreadyThere: { prompts: 2, responses: 2 } } },
    });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const before = await listFiles();
    const long = Array.from({ length: 40_000 }, (_, at) => row(`p${at}`, 'x'.repeat(200))).join('');
    const run = await start(await openFile('a.jsonl', long), true);
    const first = await runs.watch({ run, seen: 0 });
    expect(first).toMatchObject({ ok: true, value: { end: null } });
    await runs.cancel({ run });
    expect(await listFiles()).toEqual(before);
    expect(remembered).toEqual([]);
    expect(await runs.watch({ run, seen: 0 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('goes on when the page leaves the project, which then closes', async () => {
    const run = await start(await openFile('a.jsonl', good), true);
    await projects.handlers['project/close']({ id });
    expect((await watch(run)).at(-1)?.end).toMatchObject({ is: 'done' });
    expect(await projects.handlers['project/journals']({ id })).toMatchObject({ ok: false });
    // The folder is free again: a second opening takes its lock.
    expect(await projects.handlers['projects/open']({ id })).toMatchObject({
      ok: true,
      value: { manifest: { segments: [{ origin: 'import' }] } },
    });
  });

  it('names a file that has gone, without a path', async () => {
    const token = await openFile('a.jsonl', good);
    await rm(join(root, 'files', 'a.jsonl'));
    const end = (await watch(await start(token, false))).at(-1)?.end;
    expect(end).toMatchObject({ is: 'done', outcome: { summary: { counts: { prompts: 0 } } } });
    const problems = end?.is === 'done' ? end.outcome.summary.problems : [];
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain(root);
  });

  it('refuses a token that nobody gave out, and a project that is not open', async () => {
    const bad = { files: [{ token: 'x', choice: {} }], project: id, write: true, limitBytes: null };
    expect(await runs.start(bad)).toMatchObject({ ok: false, error: { code: 'not-found' } });
    const token = await openFile('a.jsonl', good);
    const elsewhere = { ...bad, files: [{ token, choice: {} }], project: 'two' as ProjectId };
    expect(await runs.start(elsewhere)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });
});
