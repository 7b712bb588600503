import { ok, type Result } from '../../base/result.ts';
import type { ResponseInput } from '../../domain/response.ts';
import {
  hasJudgmentColumns,
  type NameSource,
  type TableMapping,
  type TableResponse,
} from '../../domain/table-mapping.ts';
import { isBlankField, pickMetadata, readOptionalScalar, readResponseText } from '../fields.ts';
import { toFolderName, toStem } from '../input-file.ts';
import { createFault, type Fault, type JsonObject } from '../row.ts';
import { createDuplicateFault } from './alpaca-eval.ts';
import type { ImportContext, Layout, LayoutFile, RowConsumer } from './layout.ts';
import { createJudgmentReader, type TableAnswer } from './table-judgments.ts';
import { readKeyedPrompt } from './table-prompt.ts';

/** For the message that lists what is accepted. */
export const TABLE_FIELDS = 'a table with a prompt column and response columns';

/**
 * A table, or flat JSON records, read as the mapping says: `wide` when a row is a prompt, `long` when it is a response.
 *
 * @param fields what the mapping was made for; whatever records have beyond it is kept as notes
 */
export function createTableLayout(mapping: TableMapping, fields: readonly string[]): Layout {
  return {
    name: mapping.rows === 'prompt' ? 'wide' : 'long',
    fields: TABLE_FIELDS,
    rank: 2,
    hasJudgments: hasJudgmentColumns(mapping),
    // Whatever has a mapping is read with it: see `recogniseFile`.
    matches: () => false,
    createConsumer: (context, file) => createTableConsumer(context, file, mapping, new Set(fields)),
  };
}

function createTableConsumer(
  context: ImportContext,
  file: LayoutFile,
  mapping: TableMapping,
  fields: ReadonlySet<string>,
): RowConsumer {
  const readJudgments = createJudgmentReader(context.items, file.name, mapping);
  return ({ value }) => {
    const rowMapping = withFurtherFields(mapping, value, fields);
    const prompt = readKeyedPrompt(context.keys, value, rowMapping);
    if (!prompt.ok) return [prompt.error];
    const blank = mapping.responses.filter(({ column }) => isBlankField(value, column));
    if (mapping.responses.length > 1 && blank.length === mapping.responses.length) {
      const columns = blank.map(({ column }) => column).join(', ');
      const message = `all responses are empty (${columns}); give some or remove the row`;
      return [createFault('no_responses', null, message)];
    }
    const faults: Fault[] = [];
    const answers: TableAnswer[] = [];
    for (const response of mapping.responses) {
      const input = readResponse(value, response, rowMapping, file.name);
      if (!input.ok) {
        faults.push(input.error);
        continue;
      }
      const { id, repeatedInFile } = context.items.addResponse(prompt.value, input.value);
      // Where people say something of responses, each of them says it in a row of their own.
      if (repeatedInFile && !hasJudgmentColumns(mapping)) faults.push(createDuplicateFault(response.column));
      answers.push({ column: response.column, model: input.value.origin.model, id });
    }
    const promptId = typeof prompt.value === 'string' ? prompt.value : prompt.value.id;
    context.keys.settle(promptId, context.items);
    return [...faults, ...readJudgments(value, promptId, answers)];
  };
}

/** JSON records may have fields that the first ones had not, of which nobody could say what they are. */
function withFurtherFields(
  mapping: TableMapping,
  value: JsonObject,
  fields: ReadonlySet<string>,
): TableMapping {
  const further = Object.keys(value).filter((name) => !fields.has(name));
  if (further.length === 0) return mapping;
  return mapping.rows === 'prompt'
    ? { ...mapping, metadata: [...mapping.metadata, ...further] }
    : { ...mapping, responseMetadata: [...mapping.responseMetadata, ...further] };
}

function readResponse(
  value: JsonObject,
  response: TableResponse,
  { promptVersion: versionSource, responseMetadata }: TableMapping,
  fileName: string,
): Result<Omit<ResponseInput, 'promptId'>, Fault> {
  const text = readResponseText(value, response.column);
  if (!text.ok) return text;
  const model = readNameFrom(value, response.model, fileName);
  if (!model.ok) return model;
  const version = readNameFrom(value, versionSource, fileName);
  if (!version.ok) return version;
  return ok({
    turns: [text.value],
    origin: {
      model: model.value ?? null,
      ...(version.value === undefined ? {} : { promptVersion: version.value }),
    },
    metadata: pickMetadata(value, responseMetadata),
  });
}

function readNameFrom(
  value: JsonObject,
  source: NameSource | null,
  fileName: string,
): Result<string | undefined, Fault> {
  switch (source?.from) {
    case undefined:
      return ok(undefined);
    case 'fixed':
      return ok(source.name);
    case 'column':
      return readOptionalScalar(value, source.column);
    case 'file':
      return ok(toStem(fileName));
    case 'folder':
      return ok(toFolderName(fileName));
  }
}
