import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ProjectId } from '../../../shared/domain/ids.ts';
import type { Call, OutputOf } from '../../../shared/ipc/contract.ts';
import type { Failure } from '../../../shared/ipc/failure.ts';
import type { ProjectManifest } from '../../../shared/project/project-manifest.ts';
import { unwrap } from './host-error.ts';
import type { Host, ProjectStore, SegmentWriter } from './host.ts';

/** The part of a host that concerns projects, asked over *call*: of the main process, or of a worker. */
export function createRemoteProjects(
  call: Call,
): Pick<Host, 'listProjects' | 'createProject' | 'openProject' | 'discardEmptyProject'> {
  return {
    listProjects: async () => unwrap(await call('projects/list', null)),
    createProject: async (project) => toStore(call, await call('projects/create', project)),
    discardEmptyProject: async (id) => toVoid(await call('projects/discard-empty', { id })),
    openProject: async (id) => toStore(call, await call('projects/open', { id })),
  };
}

function toStore(
  call: Call,
  opened: Result<OutputOf<'projects/open'>, Failure>,
): Result<ProjectStore, Failure> {
  return opened.ok ? ok(createRemoteStore(call, opened.value)) : opened;
}

/** A project that is open on the other side. Keeps the manifest, since only this page changes it. */
function createRemoteStore(
  call: Call,
  { manifest: opened, notices }: OutputOf<'projects/open'>,
): ProjectStore {
  const { id } = opened.project;
  let manifest: ProjectManifest = opened;
  const keep = (changed: Result<ProjectManifest, Failure>): Result<ProjectManifest, Failure> => {
    // Answers may overtake each other.
    if (changed.ok && changed.value.revision > manifest.revision) manifest = changed.value;
    return changed;
  };
  return {
    id,
    notices,
    manifest: () => manifest,
    journals: async () => unwrap(await call('project/journals', { id })),
    readJournal: async (name, offset, length) =>
      unwrap(await call('project/read-journal', { id, name, offset, length })),
    readSegment: async (sha256, offset, length) =>
      unwrap(await call('project/read-segment', { id, sha256, offset, length })),
    readIndex: (sha256, offset, length) => call('project/read-index', { id, sha256, offset, length }),
    rebuildIndex: async (sha256) => toVoid(await call('project/rebuild-index', { id, sha256 })),
    verifySegment: async (sha256) => toVoid(await call('project/verify-segment', { id, sha256 })),
    append: (raterId, drafts) => call('project/append', { id, raterId, drafts: [...drafts] }),
    beginSegment: () => beginSegment(call, id, keep),
    saveRater: async (rater) => keep(await call('project/save-rater', { id, rater })),
    saveProject: async (project) => keep(await call('project/save', { id, project })),
    changeSource: async (source, change) => keep(await call('project/change-source', { id, source, change })),
    readReport: async (name, offset, length) =>
      unwrap(await call('project/read-report', { id, name, offset, length })),
    adopt: (changed) => {
      keep(ok(changed));
    },
    close: async () => {
      await call('project/close', { id });
    },
  };
}

async function beginSegment(
  call: Call,
  id: ProjectId,
  keep: (changed: Result<ProjectManifest, Failure>) => Result<ProjectManifest, Failure>,
): Promise<Result<SegmentWriter, Failure>> {
  const begun = await call('segment/begin', { id });
  if (!begun.ok) return begun;
  const { segment } = begun.value;
  let failure: Failure | undefined;
  return ok({
    write: async (bytes) => {
      // After a timeout nobody knows how much was written.
      if (failure !== undefined) return err(failure);
      const written = await call('segment/write', { segment, bytes });
      if (!written.ok) failure = written.error;
      return toVoid(written);
    },
    commit: async ({ sources, raters, ...summary }) => {
      if (failure !== undefined) return err(failure);
      return keep(
        await call('segment/commit', {
          segment,
          summary: { ...summary, sources: [...sources], raters: [...raters] },
        }),
      );
    },
    abort: async () => {
      await call('segment/abort', { segment });
    },
  });
}

/** Over the border nothing is `null`; on this side it is nothing. */
function toVoid(result: Result<null, Failure>): Result<void, Failure> {
  return result.ok ? ok(undefined) : result;
}
