import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { OpenedFiles } from '../../../../electron/main/files/opened-files.ts';
import { SaveSessions } from '../../../../electron/main/files/save-sessions.ts';
import { createNodeProjectsPlace } from '../../../../electron/main/project/node-projects-place.ts';
import { ok, type Result } from '../../../../shared/base/result.ts';
import type { ProjectId } from '../../../../shared/domain/ids.ts';
import { createProject } from '../../../../shared/domain/project.ts';
import { type Channel, contract } from '../../../../shared/ipc/contract.ts';
import { createWithDeadline } from '../../../../shared/ipc/deadline.ts';
import { createDispatch, type Dispatch } from '../../../../shared/ipc/dispatch.ts';
import { type Failure, failureSchema } from '../../../../shared/ipc/failure.ts';
import { ProjectHandlers } from '../../../../shared/ipc/project-handlers.ts';
import { ProjectLibrary } from '../../../../shared/project/project-library.ts';
import { createDraft } from '../journal/create-draft.ts';

const project = createProject({ id: 'one' as ProjectId, name: 'Greetings', seed: 's' });
const channels = Object.keys(contract) as Channel[]; // The keys of the contract are the channels.
const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: failureSchema }),
]);

let root: string;
let dispatch: Dispatch;
let projects: ProjectHandlers;
let opened: OpenedFiles;
let bugs: unknown[];

const withDeadline = createWithDeadline((callback, milliseconds) => {
  const timer = setTimeout(callback, milliseconds);
  return () => {
    clearTimeout(timer);
  };
});

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'pairwright-'));
  bugs = [];
  const place = createNodeProjectsPlace(join(root, 'projects'));
  const library = new ProjectLibrary(place, {
    toIsoTime: (milliseconds) => new Date(milliseconds).toISOString(),
  });
  projects = new ProjectHandlers(library);
  opened = new OpenedFiles();
  const saves = new SaveSessions();
  dispatch = createDispatch(
    {
      ...projects.handlers,
      'files/read': ({ token, offset, length }) => opened.read(token, offset, length),
      'save/file': ({ save, name }) => saves.startFile(save, name),
      'save/write': ({ save, bytes }) => saves.write(save, bytes),
      'save/commit': ({ save }) => saves.commit(save),
      'save/abort': ({ save }) => saves.abort(save),
      'settings/save': () => Promise.resolve(ok(null)),
    },
    withDeadline,
    (_channel, error) => bugs.push(error),
  );
});

afterEach(async () => {
  await projects.closeAll();
  await opened.forget();
  await rm(root, { recursive: true, force: true });
});

describe('a call', () => {
  it('goes through the whole life of a project', async () => {
    const { id } = project;
    const bytes = new TextEncoder().encode('{}\n');
    const counts = { prompts: 0, responses: 0, judgments: 0, leftOut: 0 };
    const answers = [
      await dispatch('projects/create', project),
      await dispatch('segment/begin', { id }),
      await dispatch('segment/write', { segment: 1, bytes }),
      await dispatch('segment/commit', {
        segment: 1,
        summary: { origin: 'import', counts, sources: [], raters: [] },
      }),
      await dispatch('project/append', { id, raterId: 'rater-1', drafts: [createDraft(1)] }),
      await dispatch('project/journals', { id }),
      await dispatch('project/read-journal', { id, name: 'rater-1-0001.jsonl', offset: 0, length: 8 }),
      await dispatch('project/close', { id }),
      await dispatch('projects/list', null),
    ];

    expect(answers.map(({ ok: isOk }) => isOk)).toEqual(answers.map(() => true));
    expect(answers[4]).toMatchObject({ value: [{ id: 'judgment-1', seq: 1 }] });
    expect(answers[8]).toMatchObject({ value: [{ id, name: 'Greetings' }] });
  });

  it('answers in the form that the contract gives', async () => {
    const { id } = project;
    const asked = [
      ['projects/create', project],
      ['project/append', { id, raterId: 'rater-1', drafts: [createDraft(1)] }],
      ['project/journals', { id }],
      ['project/read-journal', { id, name: 'rater-1-0001.jsonl', offset: 0, length: 1 << 20 }],
      ['projects/list', null],
    ] as const;
    for (const [channel, input] of asked) {
      const answer = await dispatch(channel, input);
      expect(answer.ok ? contract[channel].output.safeParse(answer.value).success : answer).toBe(true);
    }
  });

  it('to a project that is open already closes it first', async () => {
    await dispatch('projects/create', project);
    await dispatch('segment/begin', { id: project.id });
    expect(await dispatch('projects/open', { id: project.id })).toMatchObject({ ok: true });

    expect(await dispatch('segment/write', { segment: 1, bytes: new Uint8Array(1) })).toMatchObject({
      ok: false,
    });
    const [folder] = await readdir(join(root, 'projects'));
    expect(await readdir(join(root, 'projects', folder ?? '', 'segments'))).toEqual([]);
  });

  it.each([
    ['projects/open', { id: '../../etc' }],
    ['projects/open', { id: 'a/b' }],
    ['project/read-journal', { id: 'one', name: 'x', offset: -1, length: 1 }],
    ['project/read-journal', { id: 'one', name: 'x', offset: 0, length: 1 << 30 }],
    ['segment/write', { segment: 1, bytes: new Uint8Array((1 << 20) + 1) }],
    ['segment/write', { segment: 1, bytes: [1, 2, 3] }],
    ['project/append', { id: 'one', raterId: 'rater-1', drafts: [{ id: 'x' }] }],
    ['no/such', null],
    ['__proto__', null],
    ['toString', null],
    [42, null],
  ])('%s %j is refused', async (channel, input) => {
    await dispatch('projects/create', project);

    expect(await dispatch(channel, input)).toMatchObject({ ok: false, error: { code: 'bad-request' } });
  });

  it('takes no path for a token', async () => {
    const secret = join(root, 'secret.txt');
    await writeFile(secret, 'secret');

    for (const token of [secret, '../secret.txt', 'file:///etc/passwd', '/etc/passwd']) {
      expect(await dispatch('files/read', { token, offset: 0, length: 10 })).toMatchObject({ ok: false });
    }
  });

  it('whatever it holds is answered by a value and changes nothing outside', async () => {
    await dispatch('projects/create', project);
    const before = await readdir(root);
    const input = fc.oneof(
      fc.anything(),
      fc.record(
        {
          id: fc.oneof(fc.constant('one'), fc.string()),
          token: fc.string(),
          name: fc.oneof(fc.string(), fc.constantFrom('../x', '/etc/passwd', 'rater-1-0001.jsonl')),
          offset: fc.oneof(fc.integer(), fc.double()),
          length: fc.oneof(fc.integer(), fc.nat(100)),
          segment: fc.nat(3),
          save: fc.nat(3),
          bytes: fc.oneof(fc.uint8Array(), fc.anything()),
          raterId: fc.string(),
          drafts: fc.array(fc.anything()),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom<unknown>(...channels, '', null), input, async (channel, value) => {
        expect(answerSchema.safeParse(await dispatch(channel, value)).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    expect(bugs).toEqual([]);
    expect(await readdir(root)).toEqual(before);
  });
});

describe('a handler', () => {
  it('that never answers ends in a timeout', async () => {
    const timers: (() => void)[] = [];
    const never = new Promise<Result<never, Failure>>(() => {});
    const stuck = createDispatch(
      { 'projects/list': () => never },
      createWithDeadline((callback) => {
        timers.push(callback);
        return () => undefined;
      }),
      () => undefined,
    );
    const answer = stuck('projects/list', null);
    for (const fire of timers) fire();

    expect(await answer).toMatchObject({ ok: false, error: { code: 'timeout' } });
  });

  it('that throws is reported, and the page gets a failure', async () => {
    const reported: unknown[] = [];
    const broken = createDispatch(
      { 'projects/list': () => Promise.reject(new TypeError('a bug')) },
      withDeadline,
      (channel, error) => reported.push([channel, error]),
    );

    expect(await broken('projects/list', null)).toMatchObject({ ok: false, error: { code: 'io' } });
    expect(reported).toEqual([['projects/list', new TypeError('a bug')]]);
  });
});
