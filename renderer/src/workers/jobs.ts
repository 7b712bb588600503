import type { AgreementJob } from './agreement-job.ts';
import type { ExportJob } from './export-job.ts';
import type { ImportJob } from './import-job.ts';
import type { MergePackJob, WritePackJob } from './pack-job.ts';
import { type JobOptions, runJob } from './run-job.ts';

/** Each job with the worker that does it. The bundler finds the workers by these very expressions. */

export function runImport(
  input: ImportJob['input'],
  options: JobOptions<ImportJob>,
): Promise<ImportJob['output']> {
  return runJob<ImportJob>(
    () => new Worker(new URL('import.worker.ts', import.meta.url), { type: 'module' }),
    input,
    options,
  );
}

export function runAgreement(input: AgreementJob['input']): Promise<AgreementJob['output']> {
  return runJob<AgreementJob>(
    () => new Worker(new URL('agreement.worker.ts', import.meta.url), { type: 'module' }),
    input,
    { answers: {} },
  );
}

export function runExport(
  input: ExportJob['input'],
  options: JobOptions<ExportJob>,
): Promise<ExportJob['output']> {
  return runJob<ExportJob>(
    () => new Worker(new URL('export.worker.ts', import.meta.url), { type: 'module' }),
    input,
    options,
  );
}

export function runWritePack(
  input: WritePackJob['input'],
  options: JobOptions<WritePackJob>,
): Promise<WritePackJob['output']> {
  return runJob<WritePackJob>(createPackWorker, input, options);
}

export function runMergePack(
  input: MergePackJob['input'],
  options: JobOptions<MergePackJob>,
): Promise<MergePackJob['output']> {
  return runJob<MergePackJob>(createPackWorker, input, options);
}

function createPackWorker(): Worker {
  return new Worker(new URL('pack.worker.ts', import.meta.url), { type: 'module' });
}
