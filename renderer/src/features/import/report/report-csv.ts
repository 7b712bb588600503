import type { Problem } from '../../../../../shared/domain/source.ts';
import type { ReportGroup } from './report-groups.ts';

const HEADER = ['kind', 'file', 'line', 'field', 'code', 'message', 'excerpt'];

/**
 * The listed rows of a report as a table (RFC 4180), with the mark by which spreadsheets tell UTF-8.
 *
 * A leading `'` keeps them from taking a cell for a formula.
 */
export function toReportCsv(groups: readonly ReportGroup[]): string {
  const rows = groups.flatMap(({ kind, listed }) => listed.map((problem) => toRow(kind, problem)));
  return `\uFEFF${[HEADER.join(','), ...rows].join('\r\n')}\r\n`;
}

function toRow(kind: ReportGroup['kind'], { file, line, field, code, message, excerpt }: Problem): string {
  return [kind, file, line, field, code, message, excerpt]
    .map((value) => toCell(String(value ?? '')))
    .join(',');
}

function toCell(text: string): string {
  return `"${(/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
