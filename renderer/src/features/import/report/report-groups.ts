import type { Problem, ReportEntry } from '../../../../../shared/domain/source.ts';
import { translateCode, type Translate } from '../../../../../shared/i18n/translate.ts';
import type { ImportSummary } from '../../../../../shared/import/import-files.ts';

/** Rows of a report with the same reason. */
export interface ReportGroup {
  readonly kind: ReportEntry['kind'];
  /** Why the rows were left out, or what they are worth a second look for. */
  readonly code: string;
  /** All of them. */
  readonly count: number;
  /** Those that are known one by one: all, or the first. */
  readonly listed: readonly Problem[];
}

/** The report of an import that was tried or done a moment ago, by reason: the most frequent first, warnings last. */
export function groupSummary(
  summary: Pick<ImportSummary, 'problems' | 'leftOutByCode' | 'warnings' | 'warningsByCode'>,
): readonly ReportGroup[] {
  return [
    ...toGroups('left-out', summary.leftOutByCode, summary.problems),
    ...toGroups('warning', summary.warningsByCode, summary.warnings),
  ];
}

/** The report that was kept of an import, by reason. */
export function groupEntries(entries: readonly ReportEntry[]): readonly ReportGroup[] {
  return (['left-out', 'warning'] as const).flatMap((kind) => {
    const listed = entries.filter((entry) => entry.kind === kind);
    const counts = new Map<string, number>();
    for (const { code } of listed) counts.set(code, (counts.get(code) ?? 0) + 1);
    return toGroups(kind, counts, listed);
  });
}

function toGroups(
  kind: ReportEntry['kind'],
  counts: ReadonlyMap<string, number>,
  problems: readonly Problem[],
): ReportGroup[] {
  const listed = new Map<string, Problem[]>([...counts.keys()].map((code) => [code, []]));
  for (const problem of problems) listed.get(problem.code)?.push(problem);
  return [...counts]
    .map(([code, count]) => ({ kind, code, count, listed: listed.get(code) ?? [] }))
    .toSorted((left, right) => right.count - left.count);
}

/** The reason in words. */
export function sayReason(translate: Translate, { kind, code, listed }: ReportGroup): string {
  const fallback = listed[0]?.message ?? code;
  return translateCode(translate, kind === 'warning' ? 'warning' : 'problem', code, fallback);
}

/** Where a row stands: `answers.jsonl, line 3 · chosen`. */
export function sayPlace(translate: Translate, { file, line, field }: Problem): string {
  const place = line === null ? file : translate('import.report.line', { file, line });
  return field === null ? place : `${place} · ${field}`;
}
