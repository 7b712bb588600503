import { toCanonicalJson } from '../domain/canonical-json.ts';
import type { Judgment } from '../domain/judgment.ts';
import type { Source } from '../domain/source.ts';

export type RecordName = 'project' | 'rater' | 'source' | 'prompt' | 'response' | 'judgment';

/** Records with one id and different content, as they stand in the packs. */
export interface MergeConflict {
  readonly what: RecordName;
  readonly id: string;
  /** What the merge holds. */
  readonly kept: unknown;
  readonly others: readonly unknown[];
}

/**
 * Whether versions of one record differ in what they say.
 *
 * A vote that two people imported from one file is one judgment, though its place in the log, the program version and
 * the file it stood in depend on who imported what before; and a source only tells how an import went. Such
 * differences are settled without a word.
 */
export function isDisputed(what: RecordName, versions: readonly unknown[]): boolean {
  const statements = new Set(versions.map((version) => toCanonicalJson(toStatement(what, version))));
  return statements.size > 1;
}

function toStatement(what: RecordName, version: unknown): unknown {
  if (what === 'judgment') {
    // The caller says what it is.
    const { app: _app, seq: _seq, sourceId: _sourceId, ...statement } = version as Judgment;
    return statement;
  }
  return what === 'source' ? (version as Source).sha256 : version;
}
