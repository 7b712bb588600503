import type {
  FindingCode,
  FindingEffect,
  PreflightReport,
} from '../../../../../shared/export/preflight/finding.ts';
import type { PreflightFile } from '../../../../../shared/export/preflight/file-row.ts';

const encoder = new TextEncoder();

/** A file with this text, in chunks that split characters. */
export function toFile(name: string, text: string | Uint8Array): PreflightFile {
  const bytes = typeof text === 'string' ? encoder.encode(text) : text;
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += 7) chunks.push(bytes.subarray(start, start + 7));
  return { name, chunks };
}

export function toLines(...rows: unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** The findings in short: `code effect`, each once. */
export function inShort(report: PreflightReport): `${FindingCode} ${FindingEffect}`[] {
  return [...new Set(report.findings.map(({ code, effect }) => `${code} ${effect}` as const))];
}
