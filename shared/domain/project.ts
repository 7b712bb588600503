import { z } from 'zod';
import { type ProjectId, projectIdSchema, toContentId } from './ids.ts';

export const labellingSchema = z.object({
  /**
   * How a prompt with three or more responses is judged: all of them in one `ranking`, or two at a time in `pairs`
   * (every response meets its neighbour in a seeded circle: k comparisons for k responses).
   */
  comparison: z.enum(['ranking', 'pairs']),
});

/** Which judgments the project asks for; changed by the lead, never loses what was judged before. */
export type Labelling = z.infer<typeof labellingSchema>;

export const projectSchema = z.object({
  id: projectIdSchema,
  name: z.string().min(1).max(200),
  /** Markdown. */
  guideline: z.string(),
  labelling: labellingSchema,
  /** Draws sides and orders; fixed for the life of the project. */
  seed: z.string().min(1),
});

export type Project = z.infer<typeof projectSchema>;

export type ProjectInput = Pick<Project, 'id' | 'name' | 'seed'> & Partial<Project>;

export function createProject(input: ProjectInput): Project {
  return { guideline: '', labelling: { comparison: 'ranking' }, ...input };
}

/** The id of a project that is made from files: the same files give the same project on every machine, in any order. */
export function toProjectId(sourceSha256: readonly string[]): ProjectId {
  return toContentId<ProjectId>(['project', ...[...new Set(sourceSha256)].toSorted()]);
}
