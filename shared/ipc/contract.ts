import { z } from 'zod';
import type { Result } from '../base/result.ts';
import { projectIdSchema, raterIdSchema, sourceIdSchema } from '../domain/ids.ts';
import { judgmentDraftSchema, judgmentSchema } from '../domain/judgment.ts';
import { projectSchema } from '../domain/project.ts';
import { raterSchema } from '../domain/rater.ts';
import { sourceSchema } from '../domain/source.ts';
import { fileChoiceSchema } from '../import/file-choice.ts';
import { type Failure, failureSchema } from './failure.ts';
import { PIECE_BYTES } from '../project/folder.ts';
import { projectSummarySchema } from '../project/project-library.ts';
import { projectManifestSchema, segmentSchema } from '../project/project-manifest.ts';
import type { ImportState } from './import-state.ts';
import { settingsSchema } from './settings.ts';

/** Deadlines in milliseconds: what a person waits for, and what may have to move megabytes on a slow disk. */
const quick = 2_000;
const patient = 10_000;
const long = 60_000;
/** For what waits on a person, such as a dialog. */
const none = null;

/** Bytes in one message; more would block the page while it is copied. */
const pieceSchema = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength <= PIECE_BYTES,
  'at most 1 MB of bytes',
);
const rangeShape = { offset: z.int().min(0), length: z.int().min(0).max(PIECE_BYTES) };
const sha256Schema = z.string().regex(/^[\da-f]{64}$/);
const journalNameSchema = z.string().max(128);
const nameSchema = z.string().min(1).max(1_000);
/** A running number that the other side gave out: an open segment, an open save. */
const handleSchema = z.int().min(1);
/** Characters; what is longer is an image in itself. */
export const IMAGE_REFERENCE_LIMIT = 1_000;
const nothing = z.null();

export const hostInfoSchema = z.object({
  version: z.string(),
  /** Where projects are kept, for people to read. */
  projectsFolder: z.string(),
  platform: z.string(),
});

/** A file that the user has opened: the token stands for the path, which never leaves the main process. */
export const fileTokenSchema = z.object({
  token: z.string().min(1).max(64),
  name: z.string(),
  size: z.int().min(0),
});

export const openedProjectSchema = z.object({
  manifest: projectManifestSchema,
  /** What was damaged and has been repaired. */
  notices: z.array(failureSchema),
});

export const segmentSummarySchema = segmentSchema
  .pick({ origin: true, counts: true, lastSeqs: true })
  .extend({ sources: z.array(sourceSchema).max(100_000), raters: z.array(raterSchema).max(100_000) });

/**
 * Everything the page can ask of its surroundings: what goes in, what comes back, and how long it may take.
 *
 * Both sides take their types from here; the answering side checks every input against its schema before it looks at
 * it. In Electron the main process answers; in a browser a worker answers what concerns projects and settings.
 */
export const contract = {
  'app/about': { input: nothing, output: hostInfoSchema, deadlineMs: quick },
  'settings/load': { input: nothing, output: settingsSchema, deadlineMs: quick },
  'settings/save': { input: settingsSchema, output: nothing, deadlineMs: patient },

  /** Files of the command line (or of a second start) that have not been handed out yet. */
  'files/take-launched': { input: nothing, output: z.array(fileTokenSchema), deadlineMs: long },
  /** Asks the user; an empty list when cancelled. */
  'files/pick': { input: nothing, output: z.array(fileTokenSchema), deadlineMs: none },
  /** What was opened last, the latest first, as far as it is still there. */
  'files/recent': {
    input: nothing,
    output: z.array(z.object({ id: z.string(), names: z.array(z.string()), folder: z.string() })),
    deadlineMs: patient,
  },
  'files/open-recent': {
    input: z.object({ id: z.string().max(64) }),
    output: z.array(fileTokenSchema),
    deadlineMs: long,
  },
  'files/read': {
    input: z.object({ token: z.string().min(1).max(64), ...rangeShape }),
    output: pieceSchema,
    deadlineMs: patient,
  },

  'projects/list': { input: nothing, output: z.array(projectSummarySchema), deadlineMs: patient },
  'projects/create': { input: projectSchema, output: openedProjectSchema, deadlineMs: patient },
  'projects/open': {
    input: z.object({ id: projectIdSchema }),
    output: openedProjectSchema,
    deadlineMs: patient,
  },
  /** Removes a project that nothing was imported into and nothing judged in. */
  'projects/discard-empty': {
    input: z.object({ id: projectIdSchema }),
    output: nothing,
    deadlineMs: patient,
  },
  'projects/reveal': { input: z.object({ id: projectIdSchema }), output: nothing, deadlineMs: patient },

  'project/close': { input: z.object({ id: projectIdSchema }), output: nothing, deadlineMs: patient },
  'project/journals': {
    input: z.object({ id: projectIdSchema }),
    output: z.array(z.object({ name: journalNameSchema, bytes: z.int().min(0) })),
    deadlineMs: patient,
  },
  'project/read-journal': {
    input: z.object({ id: projectIdSchema, name: journalNameSchema, ...rangeShape }),
    output: pieceSchema,
    deadlineMs: patient,
  },
  'project/read-segment': {
    input: z.object({ id: projectIdSchema, sha256: sha256Schema, ...rangeShape }),
    output: pieceSchema,
    deadlineMs: patient,
  },
  /** Reads from the index of a segment; `not-found` when it has none. */
  'project/read-index': {
    input: z.object({ id: projectIdSchema, sha256: sha256Schema, ...rangeShape }),
    output: pieceSchema,
    deadlineMs: patient,
  },
  /** Makes the index of a segment anew, from the segment. */
  'project/rebuild-index': {
    input: z.object({ id: projectIdSchema, sha256: sha256Schema }),
    output: nothing,
    deadlineMs: none,
  },
  /** Compares a segment with its hash. */
  'project/verify-segment': {
    input: z.object({ id: projectIdSchema, sha256: sha256Schema }),
    output: nothing,
    deadlineMs: none,
  },
  'project/append': {
    input: z.object({
      id: projectIdSchema,
      raterId: raterIdSchema,
      drafts: z.array(judgmentDraftSchema).max(1_000),
    }),
    output: z.array(judgmentSchema),
    deadlineMs: quick,
  },
  'project/save-rater': {
    input: z.object({ id: projectIdSchema, rater: raterSchema }),
    output: projectManifestSchema,
    deadlineMs: patient,
  },
  'project/save': {
    input: z.object({ id: projectIdSchema, project: projectSchema }),
    output: projectManifestSchema,
    deadlineMs: patient,
  },

  'project/change-source': {
    input: z.object({
      id: projectIdSchema,
      source: sourceIdSchema,
      change: z.union([
        z.object({ to: z.literal('renamed'), title: z.string().min(1).max(200) }),
        z.object({ to: z.enum(['hidden', 'shown', 'removed']) }),
      ]),
    }),
    output: projectManifestSchema,
    deadlineMs: patient,
  },
  'project/read-report': {
    input: z.object({ id: projectIdSchema, name: z.string().max(64), ...rangeShape }),
    output: pieceSchema,
    deadlineMs: patient,
  },

  /** An address under which an image that the data refer to can be loaded; `null` when there is none to show. */
  'images/find': {
    input: z.object({ id: projectIdSchema, reference: z.string().max(IMAGE_REFERENCE_LIMIT) }),
    output: z.string().nullable(),
    deadlineMs: patient,
  },

  'segment/begin': {
    input: z.object({ id: projectIdSchema }),
    output: z.object({ segment: handleSchema }),
    deadlineMs: patient,
  },
  'segment/write': {
    input: z.object({ segment: handleSchema, bytes: pieceSchema }),
    output: nothing,
    deadlineMs: patient,
  },
  'segment/commit': {
    input: z.object({ segment: handleSchema, summary: segmentSummarySchema }),
    output: projectManifestSchema,
    deadlineMs: long,
  },
  'segment/abort': { input: z.object({ segment: handleSchema }), output: nothing, deadlineMs: patient },

  /**
   * Begins an import, or a trial of one (`write: false`), of files that the user has opened. It runs beside everything
   * else; a project that is written to stays open until it has ended.
   */
  'import/start': {
    input: z.object({
      files: z
        .array(z.object({ token: z.string().min(1).max(64), choice: fileChoiceSchema }))
        .min(1)
        .max(10_000),
      /** The project to compare with and to write to; `null` only for a trial. */
      project: projectIdSchema.nullable(),
      write: z.boolean(),
      /** A trial ends after so many bytes. */
      limitBytes: z.int().min(1).nullable(),
    }),
    output: z.object({ run: handleSchema }),
    deadlineMs: patient,
  },
  /** Answers when more is known than *seen*, and after a second at the latest. */
  'import/watch': {
    input: z.object({ run: handleSchema, seen: z.int().min(0) }),
    output: z.custom<ImportState>(),
    deadlineMs: patient,
  },
  /** Ends an import that has not ended, without a trace, and forgets it. */
  'import/cancel': { input: z.object({ run: handleSchema }), output: nothing, deadlineMs: patient },

  /** Asks the user for a place; `save` is `null` when cancelled. */
  'save/begin': {
    input: z.object({ kind: z.enum(['file', 'folder']), suggestedName: nameSchema }),
    output: z.object({ save: handleSchema.nullable() }),
    deadlineMs: none,
  },
  /** Starts the next file of a folder; a single file needs no such call. */
  'save/file': {
    input: z.object({ save: handleSchema, name: nameSchema }),
    output: nothing,
    deadlineMs: patient,
  },
  'save/write': {
    input: z.object({ save: handleSchema, bytes: pieceSchema }),
    output: nothing,
    deadlineMs: patient,
  },
  /** Makes the file or folder appear under its name, and answers where that is. */
  'save/commit': {
    input: z.object({ save: handleSchema }),
    output: z.object({ place: z.string() }),
    deadlineMs: long,
  },
  'save/abort': { input: z.object({ save: handleSchema }), output: nothing, deadlineMs: patient },
} as const satisfies Record<
  string,
  { readonly input: z.ZodType; readonly output: z.ZodType; readonly deadlineMs: number | null }
>;

export type Channel = keyof typeof contract;
/** What a handler gets: the input after its schema. */
export type InputOf<Name extends Channel> = z.output<(typeof contract)[Name]['input']>;
export type OutputOf<Name extends Channel> = z.output<(typeof contract)[Name]['output']>;

/** Asks for one thing of the contract. Never rejects: what cannot be done comes back as a failure. */
export type Call = <Name extends Channel>(
  channel: Name,
  input: InputOf<Name>,
) => Promise<Result<OutputOf<Name>, Failure>>;

/** What answers some of the channels. */
export type HandlersOf<Name extends Channel> = {
  readonly [Each in Name]: (input: InputOf<Each>) => Promise<Result<OutputOf<Each>, Failure>>;
};
