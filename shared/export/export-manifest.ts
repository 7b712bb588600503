import type { ExportFile } from './export-file.ts';
import type { PresetName } from './presets.ts';
import type { ExportReason } from './training-row.ts';

export const EXPORT_FORMAT_VERSION = 1;

/** What stands beside the files of an export as `manifest.json`. It names no time: the same data give the same bytes. */
export interface ExportManifest {
  readonly format: 'pairwright-export';
  readonly version: typeof EXPORT_FORMAT_VERSION;
  readonly preset: PresetName;
  readonly options: ResolvedExportOptions;
  readonly counts: ExportCounts;
  /** Sorted by reason. */
  readonly leftOut: readonly LeftOutCount[];
  readonly warnings: readonly ExportWarning[];
  /** Every file but the manifest itself. */
  readonly files: readonly Pick<ExportFile, 'name' | 'rows' | 'bytes' | 'sha256'>[];
}

export interface ResolvedExportOptions {
  /** The files' and the dataset's name: letters, digits, `.`, `-` and `_`. */
  readonly name: string;
  readonly model: string;
  readonly template: string;
  readonly cutoffLength: number;
}

export interface ExportCounts {
  readonly rows: number;
  /** Prompts with at least one row. */
  readonly prompts: number;
  readonly raters: number;
  /** Rows by what they come from: preference and correction, or corrected and best. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly leftOut: number;
}

export interface LeftOutCount {
  readonly reason: ExportReason;
  readonly count: number;
}

/** Something that loads but may not teach what was meant. */
export interface ExportWarning {
  readonly code: WarningCode;
  /** Rows. */
  readonly count: number;
  /** The first of them, from 1. */
  readonly rows: readonly number[];
}

/**
 * - `control-token`: text that trainers read as an end of turn or the like.
 * - `media-placeholder`: `<image>` and its kin, which vision templates want a file for.
 * - `unbalanced-think`: a thought that is opened or closed only, or on one side of a pair only.
 * - `repaired-text`: control characters taken out, or halves of surrogate pairs replaced.
 */
export type WarningCode = 'control-token' | 'media-placeholder' | 'unbalanced-think' | 'repaired-text';

export function toManifestText(manifest: ExportManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
