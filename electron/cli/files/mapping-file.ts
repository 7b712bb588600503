import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/base/result.ts';
import { type TableMapping, tableMappingSchema } from '../../../shared/domain/table-mapping.ts';
import type { Complaint } from '../command.ts';
import { toSystemComplaint } from './system-error.ts';

/** A mapping by itself, or what `inspect --json` has printed of a file. A name that means nothing is a mistake. */
const mappingFileSchema = tableMappingSchema.strict();
const inspectionSchema = z.object({ kind: z.literal('file'), mapping: z.unknown() });

/** Reads a mapping from a JSON file; says of every field that does not fit where it is and what is wrong. */
export async function readMappingFile(path: string): Promise<Result<TableMapping, readonly Complaint[]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return err([toSystemComplaint(error, path)]);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return err([{ file: path, message: 'not valid JSON; start with what pairwright inspect --json prints' }]);
  }
  const inspection = inspectionSchema.safeParse(value);
  const mapping = mappingFileSchema.safeParse(inspection.success ? inspection.data.mapping : value);
  if (mapping.success) return ok(mapping.data);
  const start = inspection.success ? ['mapping'] : [];
  return err(
    mapping.error.issues.map(({ path: place, message }) => {
      const field = [...start, ...place].join('.');
      return { file: path, field: field === '' ? null : field, message };
    }),
  );
}
