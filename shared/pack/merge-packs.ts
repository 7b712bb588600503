import { toCanonicalJson } from '../domain/canonical-json.ts';
import { compareCodePoints } from '../domain/ids.ts';
import type { Project } from '../domain/project.ts';
import type { Rater } from '../domain/rater.ts';
import { isDisputed, type MergeConflict, type RecordName } from './find-dispute.ts';
import { countPack, type Pack, type PackCounts, type PackKind } from './pack.ts';
import { sortPack } from './write-pack.ts';

export interface MergeReport {
  /** What the packs after the first one brought. */
  readonly added: PackCounts;
  /** How often they brought what was there before. */
  readonly alreadyThere: PackCounts;
  /**
   * What is kept is the first in the order of canonical JSON, so that the order of the packs decides nothing.
   */
  readonly conflicts: readonly MergeConflict[];
  /** Projects that packs say they belong to, besides the one of the result. */
  readonly otherProjects: readonly Project[];
  /** Raters that the first pack did not name. */
  readonly newRaters: readonly Rater[];
}

/**
 * Puts packs together: everything that is in any of them, once.
 *
 * The resulting pack depends neither on the order of the packs nor on how often one is among them, and merging step by
 * step gives the same (union by id; commutative, associative, idempotent). What a pack lacks is not removed: absence is
 * never deletion. Of packs of different projects, the project with the smallest id in code-point order names the
 * result. Packs of one kind stay that kind; different kinds make a `project`.
 *
 * Only the report looks at the order: it tells the first pack, which is what one had, from the others, which came in.
 */
export function mergePacks(packs: readonly [Pack, ...Pack[]]): {
  readonly pack: Pack;
  readonly report: MergeReport;
} {
  const [first, ...others] = packs;
  const raters = unite('rater', packs, (pack) => pack.raters);
  const sources = unite('source', packs, (pack) => pack.sources);
  const prompts = unite('prompt', packs, (pack) => pack.prompts);
  const responses = unite('response', packs, (pack) => pack.responses);
  const judgments = unite('judgment', packs, (pack) => pack.judgments);
  const projects = unite('project', packs, (pack) => [pack.project]);
  const [project = first.project, ...otherProjects] = projects.items.toSorted((left, right) =>
    compareCodePoints(left.id, right.id),
  );

  const pack = sortPack({
    kind: packs.map(({ kind }) => kind).reduce(uniteKinds),
    project,
    raters: raters.items,
    sources: sources.items,
    prompts: prompts.items,
    responses: responses.items,
    judgments: judgments.items,
  });
  const known = new Set(first.raters.map(({ id }) => id));
  const added = subtractCounts(countPack(pack), countPack(first));
  return {
    pack,
    report: {
      added,
      alreadyThere: subtractCounts(others.map(countPack).reduce(addCounts, NOTHING), added),
      conflicts: [projects, raters, sources, prompts, responses, judgments].flatMap(
        (union) => union.conflicts,
      ),
      otherProjects,
      newRaters: pack.raters.filter(({ id }) => !known.has(id)),
    },
  };
}

const NOTHING: PackCounts = { prompts: 0, responses: 0, judgments: 0 };

function addCounts(left: PackCounts, right: PackCounts): PackCounts {
  return {
    prompts: left.prompts + right.prompts,
    responses: left.responses + right.responses,
    judgments: left.judgments + right.judgments,
  };
}

function subtractCounts(left: PackCounts, right: PackCounts): PackCounts {
  return {
    prompts: left.prompts - right.prompts,
    responses: left.responses - right.responses,
    judgments: left.judgments - right.judgments,
  };
}

function uniteKinds(left: PackKind, right: PackKind): PackKind {
  return left === right ? left : 'project';
}

interface Union<Item> {
  readonly items: readonly Item[];
  readonly conflicts: readonly MergeConflict[];
}

function unite<Item extends { readonly id: string }>(
  what: RecordName,
  packs: readonly Pack[],
  select: (pack: Pack) => readonly Item[],
): Union<Item> {
  const items = new Map<string, Item>();
  /** Every version of an id that has more than one, by its canonical JSON. */
  const disputed = new Map<string, Map<string, Item>>();
  for (const item of packs.flatMap(select)) {
    const known = items.get(item.id);
    if (!known) {
      items.set(item.id, item);
    } else if (known !== item) {
      const before = toCanonicalJson(known);
      const now = toCanonicalJson(item);
      if (before === now) continue;
      const versions = disputed.get(item.id) ?? new Map([[before, known]]);
      disputed.set(item.id, versions.set(now, item));
      if (compareCodePoints(now, before) < 0) items.set(item.id, item);
    }
  }
  return { items: [...items.values()], conflicts: toConflicts(what, disputed) };
}

function toConflicts<Item>(
  what: RecordName,
  disputed: ReadonlyMap<string, ReadonlyMap<string, Item>>,
): MergeConflict[] {
  return [...disputed]
    .toSorted(([left], [right]) => compareCodePoints(left, right))
    .flatMap(([id, versions]) => {
      const [kept, ...others] = [...versions]
        .toSorted(([left], [right]) => compareCodePoints(left, right))
        .map(([, version]) => version);
      return isDisputed(what, [kept, ...others]) ? [{ what, id, kept, others }] : [];
    });
}
