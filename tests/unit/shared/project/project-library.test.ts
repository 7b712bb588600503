import { cp, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNodeProjectsPlace } from '../../../../electron/main/project/node-projects-place.ts';
import type { ProjectId } from '../../../../shared/domain/ids.ts';
import { createProject, type Project } from '../../../../shared/domain/project.ts';
import { ProjectLibrary } from '../../../../shared/project/project-library.ts';

const toIsoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

let root: string;
let library: ProjectLibrary;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  library = new ProjectLibrary(createNodeProjectsPlace(join(root, 'projects')), { toIsoTime });
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function createClosed(id: string, name: string): Promise<Project> {
  const project = createProject({ id: id as ProjectId, name, seed: 's' });
  const store = await library.create(project);
  if (!store.ok) throw new Error(store.error.message);
  await store.value.close();
  return project;
}

async function listIds(): Promise<string[]> {
  const listed = await library.list();
  if (!listed.ok) throw new Error(listed.error.message);
  return listed.value
    .map(({ id, name, failure }) => `${id}: ${name}, ${failure?.code ?? 'fine'}`)
    .toSorted((a, b) => (a < b ? -1 : 1));
}

describe('a projects folder', () => {
  it('is empty before the first project, and is not made by looking', async () => {
    expect(await library.list()).toEqual({ ok: true, value: [] });
    expect(await readdir(root)).toEqual([]);
  });

  it('lists, creates and opens projects, in folders that people can read', async () => {
    await createClosed('one', '问候 / Greetings');
    await createClosed('b_two', 'Tickets');
    expect(await readdir(join(root, 'projects'))).toEqual(['Tickets_b_two', '问候 - Greetings_one']);
    expect(await listIds()).toEqual(['b_two: Tickets, fine', 'one: 问候 / Greetings, fine']);
    const opened = await library.open('one' as ProjectId);

    expect(opened).toMatchObject({ ok: true });
    if (opened.ok) await opened.value.close();
  });

  it('tells apart ids that end alike', async () => {
    await createClosed('b_two', 'Tickets');

    expect(await library.open('two' as ProjectId)).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  it('refuses a second project of one id', async () => {
    const project = await createClosed('one', 'Greetings');

    expect(await library.create(project)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('opens a project once', async () => {
    await createClosed('one', 'Greetings');
    const first = await library.open('one' as ProjectId);
    const elsewhere = new ProjectLibrary(createNodeProjectsPlace(join(root, 'projects')), { toIsoTime });

    expect(await elsewhere.open('one' as ProjectId)).toMatchObject({ ok: false, error: { code: 'in-use' } });
    if (first.ok) await first.value.close();
    const second = await elsewhere.open('one' as ProjectId);
    expect(second.ok).toBe(true);
    if (second.ok) await second.value.close();
  });

  it('shows what it cannot open, with the reason, and leaves it alone', async () => {
    await createClosed('one', 'Greetings');
    await createClosed('two', 'Tickets');
    const projects = join(root, 'projects');
    await cp(join(projects, 'Greetings_one'), join(projects, 'Greetings_one (copy)'), { recursive: true });
    await writeFile(join(projects, 'Tickets_two', 'manifest.json'), '{}');
    await writeFile(join(projects, 'Tickets_two', 'manifest.json.prev'), '{}');
    await mkdir(join(projects, 'not a project'));

    expect(await listIds()).toEqual([
      'one: Greetings, bad-request',
      'one: Greetings, fine',
      'two: Tickets_two, damaged',
    ]);
    expect(await library.open('two' as ProjectId)).toMatchObject({ ok: false, error: { code: 'damaged' } });
    // Nothing keeps the folder that could not be opened.
    expect(await readdir(join(projects, 'Tickets_two'))).not.toContain('lock');
  });

  it('chooses none of two folders with one project', async () => {
    await createClosed('one', 'Greetings');
    const projects = join(root, 'projects');
    await cp(join(projects, 'Greetings_one'), join(projects, 'Copy of Greetings_one'), { recursive: true });
    expect(await library.open('one' as ProjectId)).toMatchObject({ ok: false, error: { code: 'damaged' } });
    await rename(join(projects, 'Copy of Greetings_one'), join(root, 'elsewhere'));

    expect(await library.findFolder('one' as ProjectId)).toEqual({ ok: true, value: 'Greetings_one' });
  });
});
