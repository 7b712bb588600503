import { err, ok, type Result } from '../../base/result.ts';
import type { Rater } from '../../domain/rater.ts';
import type { ImportedJudgment, ItemCollector } from '../item-collector.ts';
import { createSourceRater } from '../preference-pair.ts';
import { readRater } from '../read-rater.ts';
import { readOptionalTime } from '../read-time.ts';
import { createFault, type Fault, getField, isJsonArray, isJsonObject, type JsonObject } from '../row.ts';
import { findTargets, readResult } from './label-studio-results.ts';
import { addLabelledItem, type LabelledItem } from './labelled-item.ts';
import type { Layout } from './layout.ts';

/**
 * The JSON export of Label Studio: tasks `{id, data, annotations: [{completed_by, created_at, lead_time, was_cancelled,
 * result: [{from_name, to_name, type, value}]}]}`; see `readResult` for the kinds of results.
 *
 * An annotation is one rater's; a cancelled one is reported and says nothing. Predictions are no judgments.
 */
export const labelStudio: Layout = {
  name: 'label-studio',
  fields: 'data, annotations',
  rank: 3,
  hasJudgments: true,
  matches: (rows) =>
    rows.some(
      ({ value }) => isJsonObject(getField(value, 'data')) && isJsonArray(getField(value, 'annotations')),
    ),
  createConsumer: ({ items }, { name }) => {
    const sourceRater = createSourceRater(name);
    return ({ value }) => addTask(items, sourceRater, value);
  },
};

function addTask(items: ItemCollector, sourceRater: Rater, task: JsonObject): readonly Fault[] {
  const data = getField(task, 'data');
  const listed = getField(task, 'annotations');
  if (!isJsonObject(data) || !isJsonArray(listed)) {
    return [createFault('missing_field', 'data', 'data or annotations is missing; export the tasks as JSON')];
  }
  const annotations = listed.map((annotation) => (isJsonObject(annotation) ? annotation : {}));
  const named = findTargets(data, annotations.flatMap(findResults));
  const shown = addLabelledItem(items, { fields: data, path: 'data', named });
  if (!shown.ok) return shown.error;
  const faults = [...shown.value.faults];
  for (const [index, annotation] of annotations.entries()) {
    const path = `annotations.${index}`;
    faults.push(...addAnnotation(items, { sourceRater, data, item: shown.value.item }, annotation, path));
  }
  return faults;
}

function findResults(annotation: JsonObject): readonly JsonObject[] {
  const results = getField(annotation, 'result');
  return (isJsonArray(results) ? results : []).filter(isJsonObject);
}

interface Task {
  /** Whoever annotated where the file does not say it. */
  readonly sourceRater: Rater;
  readonly data: JsonObject;
  readonly item: LabelledItem;
}

function addAnnotation(
  items: ItemCollector,
  { sourceRater, data, item }: Task,
  annotation: JsonObject,
  path: string,
): readonly Fault[] {
  if (getField(annotation, 'was_cancelled') === true) {
    const message = `${path} was cancelled by its annotator, so it is no judgment; the responses are kept`;
    return [createFault('no_answer', path, message)];
  }
  const circumstances = readCircumstances(annotation, path, sourceRater);
  if (!circumstances.ok) return [circumstances.error];
  return findResults(annotation).flatMap((result, index) => {
    const said = readResult(item, data, result, `${path}.result.${index}`);
    if (!said.ok) return [said.error];
    for (const value of said.value.said) {
      items.addJudgment({
        ...circumstances.value,
        promptId: item.promptId,
        turn: 1,
        value,
        order: said.value.order,
      });
    }
    return [];
  });
}

type Circumstances = Pick<ImportedJudgment, 'rater' | 'at' | 'durationMs'>;

/** Who, when, and how long it took (`lead_time` counts seconds). */
function readCircumstances(
  annotation: JsonObject,
  path: string,
  sourceRater: Rater,
): Result<Circumstances, Fault> {
  const completedBy = getField(annotation, 'completed_by') ?? null;
  const rater =
    completedBy === null ? ok(sourceRater) : readRater(findUserName(completedBy), `${path}.completed_by`);
  if (!rater.ok) return rater;
  const at = readOptionalTime(annotation, 'created_at', `${path}.created_at`);
  if (!at.ok) return at;
  const seconds = getField(annotation, 'lead_time') ?? null;
  if (seconds !== null && (typeof seconds !== 'number' || seconds < 0)) {
    const place = `${path}.lead_time`;
    return err(createFault('bad_value', place, `${place} has to be a number of seconds, or be left out`));
  }
  return ok({
    rater: rater.value,
    ...(at.value === undefined ? {} : { at: at.value }),
    ...(seconds === null ? {} : { durationMs: Math.round(seconds * 1000) }),
  });
}

/** Users stand there as a number, a name, or an object. */
function findUserName(user: ReturnType<typeof getField>): ReturnType<typeof getField> {
  if (!isJsonObject(user)) return user;
  const field = ['email', 'username', 'id'].find((name) => (getField(user, name) ?? '') !== '');
  return field === undefined ? undefined : getField(user, field);
}
