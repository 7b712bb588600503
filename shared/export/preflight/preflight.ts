import { assertNever } from '../../base/assert-never.ts';
import type { PresetName } from '../presets.ts';
import type { PreflightReport } from './finding.ts';
import { preflightLlamaFactory } from './llama-factory.ts';
import type { PreflightFile } from './file-row.ts';
import { preflightTrl } from './trl.ts';

/** The files of one export that a trainer opens. */
export interface PreflightInput {
  /** The training file. */
  readonly data: PreflightFile;
  /** `dataset_info.json`, for LLaMA-Factory. */
  readonly registration?: PreflightFile | undefined;
}

/**
 * Checks files against the rules of the trainer that a preset is for: what it would refuse, drop or misread.
 *
 * It reads the bytes that will be (or were) written and knows nothing of the samples, so it also speaks about files that
 * this program did not write.
 */
export function preflight(preset: PresetName, { data, registration }: PreflightInput): PreflightReport {
  switch (preset) {
    case 'llamafactory-dpo':
    case 'llamafactory-sft':
      return preflightLlamaFactory({
        stage: preset === 'llamafactory-dpo' ? 'dpo' : 'sft',
        dataset: data.name.replace(/\.[^.]*$/, ''),
        registration: registration ?? { name: 'dataset_info.json', chunks: [] },
        file: data,
      });
    case 'trl-dpo':
      return preflightTrl('dpo', data);
    case 'trl-sft':
      return preflightTrl('sft', data);
    default:
      return assertNever(preset);
  }
}
