import { z } from 'zod';
import { raterIdSchema } from '../domain/ids.ts';
import { projectSchema } from '../domain/project.ts';
import { raterSchema } from '../domain/rater.ts';
import { countsSchema, sourceSchema } from '../domain/source.ts';

export const segmentSchema = z.object({
  /** SHA-256 of the file, which is also its name: `segments/<sha256>.seg`. */
  sha256: z.string().regex(/^[\da-f]{64}$/),
  bytes: z.int().min(0),
  /** What it holds: one import of files, or one merge of packs. */
  origin: z.enum(['import', 'merge']),
  counts: countsSchema,
  /**
   * The greatest sequence number of each rater whose judgments it holds: the journal of a rater counts on from there.
   * Left out by segments without judgments.
   */
  lastSeqs: z.record(raterIdSchema, z.int().min(1)).exactOptional(),
});

/** One immutable file of imported records (`ItemRecord` lines). */
export type Segment = z.infer<typeof segmentSchema>;

export const PROJECT_FORMAT_VERSION = 1;

export const projectManifestSchema = z.object({
  format: z.literal('pairwright-project'),
  version: z.literal(PROJECT_FORMAT_VERSION),
  /** Counts the changes of this file, so that a screen can tell an old copy. */
  revision: z.int().min(1),
  project: projectSchema,
  /** Everybody whose judgments may be in the folder. */
  raters: z.array(raterSchema),
  /** A segment is part of the project only when it stands here. */
  segments: z.array(segmentSchema),
  sources: z.array(sourceSchema),
});

/** The file that says what a project folder holds: `manifest.json`. */
export type ProjectManifest = z.infer<typeof projectManifestSchema>;
