import { assertNever } from '../base/assert-never.ts';
import { err, ok, type Result } from '../base/result.ts';
import {
  countLeftOut,
  type LeaveOutTarget,
  type PreferenceSample,
  type SampleSet,
  type SftSample,
} from '../pairs/sample.ts';
import { encodeFile, type ExportFile } from './export-file.ts';
import {
  EXPORT_FORMAT_VERSION,
  type ExportCounts,
  type ExportWarning,
  type LeftOutCount,
  type ResolvedExportOptions,
  toManifestText,
} from './export-manifest.ts';
import { type BadOption, type ExportOptions, resolveExportOptions } from './export-options.ts';
import { findWarnings } from './find-warnings.ts';
import { llamaFactoryPreferenceLines } from './llama-factory-preference.ts';
import { messagesSftLines } from './messages-sft.ts';
import type { Finding } from './preflight/finding.ts';
import { preflight } from './preflight/preflight.ts';
import type { PresetName } from './presets.ts';
import { provenanceLines } from './provenance.ts';
import { llamaFactoryRecipe, trlRecipe } from './recipes.ts';
import { messagesRegistration, preferenceRegistration, toDatasetInfo } from './registration.ts';
import {
  type AnswerRow,
  type ExportReason,
  prepareAnswer,
  type PreferenceRow,
  type Prepared,
  preparePreference,
} from './training-row.ts';
import { trlCompletionLines } from './trl-completion.ts';
import { trlPreferenceLines } from './trl-preference.ts';

/** Everything an export writes, in memory and checked. */
export interface ExportBundle {
  /** The training file first, the manifest last. */
  readonly files: readonly ExportFile[];
  readonly counts: ExportCounts;
  readonly leftOut: readonly LeftOutCount[];
  readonly warnings: readonly ExportWarning[];
}

export type ExportFailure =
  | BadOption
  /** Nothing to train on: trainers refuse an empty file. */
  | { readonly code: 'no-rows'; readonly message: string; readonly leftOut: readonly LeftOutCount[] }
  /** The trainer would refuse or misread the finished file, say because every answer in it is a date. */
  | { readonly code: 'preflight'; readonly message: string; readonly findings: readonly Finding[] };

/**
 * Makes the files of one preset: training data, provenance, registration, recipe and manifest.
 *
 * Texts are cleaned (`toTrainingText`), rows that a trainer would refuse, drop or misread are left out and counted, and the
 * finished file goes through `preflight` before it is handed over. There is no clock and no dice in it: the same samples
 * and options give the same bytes.
 */
export function buildExport(
  samples: SampleSet,
  preset: PresetName,
  options: ExportOptions = {},
): Result<ExportBundle, ExportFailure> {
  const resolved = resolveExportOptions(options);
  if (!resolved.ok) return resolved;
  const parts = toParts(samples, preset, resolved.value);
  if (parts.rows === 0) {
    const message = 'No sample is left for this format: judge more, or see why the others were left out.';
    return err({ code: 'no-rows', message, leftOut: parts.leftOut });
  }

  const counts = toCounts(parts.samples, parts.leftOut);
  const data = encodeFile(parts.fileName, parts.rows, parts.lines());
  const files = [
    data,
    encodeFile(`${baseName(parts.fileName)}.provenance.jsonl`, parts.rows, provenanceLines(parts.samples)),
    ...parts.companions(counts),
  ];
  const registration = files.find(({ name }) => name === 'dataset_info.json');
  const { findings } = preflight(preset, { data, registration });
  const [first] = findings;
  if (first) return err({ code: 'preflight', message: first.message, findings });

  const manifest = toManifestText({
    format: 'pairwright-export',
    version: EXPORT_FORMAT_VERSION,
    preset,
    options: resolved.value,
    counts,
    leftOut: parts.leftOut,
    warnings: parts.warnings,
    files: files.map(({ name, rows, bytes, sha256 }) => ({ name, rows, bytes, sha256 })),
  });
  return ok({
    files: [...files, encodeFile('manifest.json', null, [manifest])],
    counts,
    leftOut: parts.leftOut,
    warnings: parts.warnings,
  });
}

/** What one preset makes of the samples. */
interface Parts {
  readonly fileName: string;
  readonly rows: number;
  /** In the order of the rows. */
  readonly samples: readonly (PreferenceSample | SftSample)[];
  readonly lines: () => Iterable<string>;
  readonly leftOut: readonly LeftOutCount[];
  readonly warnings: readonly ExportWarning[];
  /** Registration and recipe. */
  readonly companions: (counts: ExportCounts) => ExportFile[];
}

function toParts(samples: SampleSet, preset: PresetName, options: ResolvedExportOptions): Parts {
  switch (preset) {
    case 'llamafactory-dpo': {
      const dataset = `${options.name}_dpo`;
      const fileName = `${dataset}.json`;
      return toPreferenceParts(samples, fileName, llamaFactoryPreferenceLines, (mostlyCorrections) => [
        toTextFile('dataset_info.json', toDatasetInfo({ [dataset]: preferenceRegistration(fileName) })),
        toTextFile('dpo_lora.yaml', llamaFactoryRecipe('dpo', { ...options, dataset, mostlyCorrections })),
      ]);
    }
    case 'llamafactory-sft': {
      const dataset = `${options.name}_sft`;
      const fileName = `${dataset}.jsonl`;
      return toAnswerParts(samples, fileName, messagesSftLines, () => [
        toTextFile('dataset_info.json', toDatasetInfo({ [dataset]: messagesRegistration(fileName) })),
        toTextFile(
          'sft_lora.yaml',
          llamaFactoryRecipe('sft', { ...options, dataset, mostlyCorrections: false }),
        ),
      ]);
    }
    case 'trl-dpo': {
      const dataset = `${options.name}_dpo.jsonl`;
      return toPreferenceParts(samples, dataset, trlPreferenceLines, (mostlyCorrections) => [
        toTextFile('dpo_lora.yaml', trlRecipe('dpo', { ...options, dataset, mostlyCorrections })),
      ]);
    }
    case 'trl-sft': {
      const dataset = `${options.name}_sft.jsonl`;
      return toAnswerParts(samples, dataset, trlCompletionLines, () => [
        toTextFile('sft_lora.yaml', trlRecipe('sft', { ...options, dataset, mostlyCorrections: false })),
      ]);
    }
    default:
      return assertNever(preset);
  }
}

function toPreferenceParts(
  samples: SampleSet,
  fileName: string,
  format: (rows: Iterable<PreferenceRow>) => Iterable<string>,
  companions: (mostlyCorrections: boolean) => ExportFile[],
): Parts {
  const { prepared, refused } = sieve(samples.preferences, preparePreference);
  return {
    ...toCommon(prepared, [...samples.leftOut, ...refused], 'preference'),
    fileName,
    lines: () => format(prepared.map(({ row }) => row)),
    warnings: findWarnings(
      prepared.map(({ row, repaired }) => ({
        asked: toAsked(row),
        answers: [row.chosen, row.rejected],
        repaired,
      })),
    ),
    companions: ({ kinds, rows }) => companions((kinds['correction'] ?? 0) * 2 > rows),
  };
}

function toAnswerParts(
  samples: SampleSet,
  fileName: string,
  format: (rows: Iterable<AnswerRow>) => Iterable<string>,
  companions: () => ExportFile[],
): Parts {
  const { prepared, refused } = sieve(samples.answers, prepareAnswer);
  return {
    ...toCommon(prepared, [...samples.leftOut, ...refused], 'sft'),
    fileName,
    lines: () => format(prepared.map(({ row }) => row)),
    warnings: findWarnings(
      prepared.map(({ row, repaired }) => ({ asked: toAsked(row), answers: [row.answer], repaired })),
    ),
    companions,
  };
}

interface Refused {
  readonly reason: ExportReason;
  readonly target: LeaveOutTarget;
}

function toCommon<Sample extends PreferenceSample | SftSample>(
  prepared: readonly Prepared<Sample, unknown>[],
  leftOut: readonly Refused[],
  target: 'preference' | 'sft',
) {
  return {
    rows: prepared.length,
    samples: prepared.map(({ sample }) => sample),
    leftOut: countLeftOut(leftOut, target),
  };
}

/** Parts the samples into rows that train and reasons why others would not. */
function sieve<Sample, Row>(
  samples: readonly Sample[],
  prepare: (sample: Sample) => Result<Prepared<Sample, Row>, ExportReason>,
): { prepared: Prepared<Sample, Row>[]; refused: Refused[] } {
  const prepared: Prepared<Sample, Row>[] = [];
  const refused: Refused[] = [];
  for (const sample of samples) {
    const result = prepare(sample);
    if (result.ok) prepared.push(result.value);
    else refused.push({ reason: result.error, target: 'both' });
  }
  return { prepared, refused };
}

function toAsked({ system, turns }: PreferenceRow | AnswerRow): string[] {
  return [system, ...turns.map(({ content }) => content)];
}

function toCounts(
  samples: readonly (PreferenceSample | SftSample)[],
  leftOut: readonly LeftOutCount[],
): ExportCounts {
  const kinds: Record<string, number> = {};
  for (const { kind } of samples) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return {
    rows: samples.length,
    prompts: new Set(samples.map(({ promptId }) => promptId)).size,
    raters: new Set(samples.flatMap(({ raterIds }) => raterIds)).size,
    // In a fixed order, whichever came first.
    kinds: Object.fromEntries(Object.entries(kinds).toSorted(([left], [right]) => (left < right ? -1 : 1))),
    leftOut: leftOut.reduce((sum, { count }) => sum + count, 0),
  };
}

function toTextFile(name: string, text: string): ExportFile {
  return encodeFile(name, null, [text]);
}

function baseName(fileName: string): string {
  return fileName.slice(0, fileName.lastIndexOf('.'));
}
