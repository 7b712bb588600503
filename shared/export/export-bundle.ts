import { assertNever } from '../base/assert-never.ts';
import { err, ok, type Result } from '../base/result.ts';
import { countLeftOut, type PreferenceSample, type SampleSet, type SftSample } from '../pairs/sample.ts';
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
import { type PreparedRows, prepareRows } from './prepare-rows.ts';
import type { PresetName } from './presets.ts';
import { provenanceLines } from './provenance.ts';
import { llamaFactoryRecipe, type RecipeSettings, trlRecipe } from './recipes.ts';
import {
  messagesRegistration,
  preferenceRegistration,
  type Registration,
  toDatasetInfo,
} from './registration.ts';
import { checkLlamaFactoryLimits, checkTrlLimits } from './trainer-limits.ts';
import {
  type AnswerRow,
  answersOf,
  type ExportReason,
  prepareAnswer,
  type PreferenceRow,
  preparePreference,
  toSaidText,
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
      const rows = prepareRows(samples.preferences, preparePreference, checkLlamaFactoryLimits);
      return {
        ...toCommon(rows, samples, 'preference'),
        fileName,
        lines: () => llamaFactoryPreferenceLines(rows.prepared.map(toRow), rows.columns),
        companions: (counts) => [
          toDatasetInfoFile(dataset, preferenceRegistration(fileName, rows.columns)),
          toTextFile('dpo_lora.yaml', llamaFactoryRecipe('dpo', toSettings(dataset, options, rows, counts))),
        ],
      };
    }
    case 'llamafactory-sft': {
      const dataset = `${options.name}_sft`;
      const fileName = `${dataset}.jsonl`;
      const rows = prepareRows(samples.answers, prepareAnswer, checkLlamaFactoryLimits);
      return {
        ...toCommon(rows, samples, 'sft'),
        fileName,
        lines: () => messagesSftLines(rows.prepared.map(toRow), rows.columns),
        companions: (counts) => [
          toDatasetInfoFile(dataset, messagesRegistration(fileName, rows.columns)),
          toTextFile('sft_lora.yaml', llamaFactoryRecipe('sft', toSettings(dataset, options, rows, counts))),
        ],
      };
    }
    case 'trl-dpo': {
      const fileName = `${options.name}_dpo.jsonl`;
      const rows = prepareRows(samples.preferences, preparePreference, checkTrlLimits);
      return {
        ...toCommon(rows, samples, 'preference'),
        fileName,
        lines: () => trlPreferenceLines(rows.prepared.map(toRow), rows.columns),
        companions: (counts) => [
          toTextFile('dpo_lora.yaml', trlRecipe('dpo', toSettings(fileName, options, rows, counts))),
        ],
      };
    }
    case 'trl-sft': {
      const fileName = `${options.name}_sft.jsonl`;
      const rows = prepareRows(samples.answers, prepareAnswer, checkTrlLimits);
      return {
        ...toCommon(rows, samples, 'sft'),
        fileName,
        lines: () => trlCompletionLines(rows.prepared.map(toRow), rows.columns),
        companions: (counts) => [
          toTextFile('sft_lora.yaml', trlRecipe('sft', toSettings(fileName, options, rows, counts))),
        ],
      };
    }
    default:
      return assertNever(preset);
  }
}

type AnyRows = PreparedRows<PreferenceSample | SftSample, PreferenceRow | AnswerRow>;

/** What is the same for every preset. */
function toCommon(
  { prepared, refused }: AnyRows,
  { leftOut }: SampleSet,
  target: 'preference' | 'sft',
): Pick<Parts, 'rows' | 'samples' | 'leftOut' | 'warnings'> {
  return {
    rows: prepared.length,
    samples: prepared.map(({ sample }) => sample),
    leftOut: countLeftOut<ExportReason>([...leftOut, ...refused], target),
    warnings: findWarnings(
      prepared.map(({ row, repaired }) => ({
        asked: [row.system, ...row.turns.map(toSaidText)],
        answers: answersOf(row).map(toSaidText),
        hasImages: row.images.length > 0,
        repaired,
      })),
    ),
  };
}

function toRow<Row>({ row }: { readonly row: Row }): Row {
  return row;
}

function toSettings(
  dataset: string,
  options: ResolvedExportOptions,
  { columns }: AnyRows,
  { kinds, rows }: ExportCounts,
): RecipeSettings {
  return { ...options, dataset, columns, mostlyCorrections: (kinds['correction'] ?? 0) * 2 > rows };
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

function toDatasetInfoFile(dataset: string, entry: Registration): ExportFile {
  return toTextFile('dataset_info.json', toDatasetInfo({ [dataset]: entry }));
}

function toTextFile(name: string, text: string): ExportFile {
  return encodeFile(name, null, [text]);
}

function baseName(fileName: string): string {
  return fileName.slice(0, fileName.lastIndexOf('.'));
}
