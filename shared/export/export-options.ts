import { err, ok, type Result } from '../base/result.ts';
import type { ResolvedExportOptions } from './export-manifest.ts';

/** What can be chosen for an export; everything has a default. */
export type ExportOptions = Partial<ResolvedExportOptions>;

export const EXPORT_DEFAULTS: ResolvedExportOptions = {
  name: 'pairwright',
  // The skeletons of both trainers were run with this model and template; both are one line in the YAML.
  model: 'Qwen/Qwen3-4B-Instruct-2507',
  template: 'qwen3_nothink',
  cutoffLength: 4096,
};

export interface BadOption {
  readonly code: 'bad-option';
  readonly field: keyof ResolvedExportOptions;
  readonly message: string;
}

/** Fills in the defaults and refuses what would not work as a file name, a dataset name or a YAML value. */
export function resolveExportOptions(options: ExportOptions): Result<ResolvedExportOptions, BadOption> {
  const resolved = { ...EXPORT_DEFAULTS, ...options };
  // LLaMA-Factory splits dataset names at commas and opens the registration in the system's encoding.
  if (!/^[A-Za-z\d][\w.-]{0,63}$/.test(resolved.name)) {
    return refuse(
      'name',
      'Use 1 to 64 letters (A-Z), digits, ".", "-" or "_", starting with a letter or digit.',
    );
  }
  if (resolved.model.trim() === '') return refuse('model', 'Name a model or a path to one.');
  if (resolved.template.trim() === '') return refuse('template', 'Name a chat template.');
  if (!Number.isSafeInteger(resolved.cutoffLength) || resolved.cutoffLength < 1) {
    return refuse('cutoffLength', 'Give a whole number of tokens, 1 or more.');
  }
  return ok(resolved);
}

function refuse(field: keyof ResolvedExportOptions, message: string): Result<never, BadOption> {
  return err({ code: 'bad-option', field, message });
}
