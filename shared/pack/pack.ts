import { z } from 'zod';
import type { Judgment } from '../domain/judgment.ts';
import { type Project, projectSchema } from '../domain/project.ts';
import type { Prompt } from '../domain/prompt.ts';
import { type Rater, raterSchema } from '../domain/rater.ts';
import type { Response } from '../domain/response.ts';
import { type Source, sourceSchema } from '../domain/source.ts';

export const PACK_FORMAT = 'pairwright-pack';

/** Goes up with every change of what a pack holds, a new optional field included: a reader knows all or refuses. */
export const PACK_VERSION = 1;

export const packKindSchema = z.enum(['project', 'return', 'backup']);

/**
 * What a pack is for: `project` hands out work (or is the outcome of an import or a merge), `return` hands in the
 * judgments of raters, `backup` is everything of one project folder. All three have the same layout.
 */
export type PackKind = z.infer<typeof packKindSchema>;

/** What a hand-off file holds. The order of the lists does not matter: writing sorts them. */
export interface PackContent {
  readonly kind: PackKind;
  readonly project: Project;
  /** Everybody whose judgments are in the pack, and possibly more. */
  readonly raters: readonly Rater[];
  readonly sources: readonly Source[];
  readonly prompts: readonly Prompt[];
  readonly responses: readonly Response[];
  readonly judgments: readonly Judgment[];
}

/** The content of a pack that was read and checked: every id once, every list in its canonical order. */
export type Pack = PackContent;

export interface PackCounts {
  readonly prompts: number;
  readonly responses: number;
  readonly judgments: number;
}

export function countPack(content: PackContent): PackCounts {
  const { prompts, responses, judgments } = content;
  return { prompts: prompts.length, responses: responses.length, judgments: judgments.length };
}

/** The entries beside the manifest, in the order in which they stand in the file. */
export const PART_NAMES = ['judgments.jsonl', 'prompts.jsonl', 'responses.jsonl'] as const;
export type PartName = (typeof PART_NAMES)[number];

export const MANIFEST_NAME = 'manifest.json';

const partSchema = z.strictObject({
  name: z.enum(PART_NAMES),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  sha256: z.string().regex(/^[\da-f]{64}$/),
});

/** What `manifest.json` says of one entry. */
export type PackPart = z.infer<typeof partSchema>;

export const packManifestSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  version: z.literal(PACK_VERSION),
  kind: packKindSchema,
  project: projectSchema,
  raters: z.array(raterSchema),
  sources: z.array(sourceSchema),
  counts: z.strictObject({
    prompts: z.int().min(0),
    responses: z.int().min(0),
    judgments: z.int().min(0),
  }),
  parts: z.array(partSchema).length(PART_NAMES.length),
});

/** `manifest.json` of a pack. */
export type PackManifest = z.infer<typeof packManifestSchema>;

/** Why a file could not be read as a pack. Nothing of it was taken in. */
export interface PackFailure {
  readonly code: 'empty-file' | 'not-a-pack' | 'newer-version' | 'too-large' | 'damaged';
  /** Where a damaged pack is damaged: an entry's name, or `container` for what lies around the entries. */
  readonly part: PartName | typeof MANIFEST_NAME | 'container' | null;
  /** One English line: what is wrong and what to do. */
  readonly message: string;
}
