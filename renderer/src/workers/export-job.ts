import type { Result } from '../../../shared/base/result.ts';
import type { ExportBundle, ExportFailure } from '../../../shared/export/export-bundle.ts';
import type { PresetName } from '../../../shared/export/presets.ts';
import type { RecordsQuestion } from './import-job.ts';
import type { JobTypes } from './job.ts';

export interface ExportJob extends JobTypes {
  readonly input: { readonly preset: PresetName };
  readonly progress: never;
  readonly output: Result<ExportBundle, ExportFailure>;
  readonly questions: { readonly records: RecordsQuestion };
}
