import { assertNever } from '../base/assert-never.ts';
import type { JudgmentId, RaterId, ResponseId } from '../domain/ids.ts';
import type { Judgment, JudgmentDraft, JudgmentValue } from '../domain/judgment.ts';
import { err, ok, type Result } from '../base/result.ts';
import type { QueueItem } from './queue.ts';
import type { ReviewLog } from './review-log.ts';

/** What a rater can do with the item on the screen, in terms of places: 0 is the leftmost response. */
export type DecideInput =
  | { readonly do: 'prefer'; readonly place: 0 | 1; readonly strength: 'clearly' | 'slightly' }
  | { readonly do: 'tie' }
  | { readonly do: 'both-bad' }
  /** Places in groups, best first; equal ones share a group. */
  | { readonly do: 'rank'; readonly groups: readonly (readonly number[])[] }
  | { readonly do: 'correct'; readonly place: number; readonly text: string }
  | { readonly do: 'later' }
  | { readonly do: 'cannot-judge'; readonly note?: string };

/** Who decides, when, and with which ids: everything that comes from outside. */
export interface DecideContext {
  readonly raterId: RaterId;
  readonly seed: string;
  readonly pass: number;
  /** ISO 8601. */
  readonly now: string;
  readonly durationMs: number | null;
  readonly app: string;
  readonly newId: () => JudgmentId;
}

export type Refusal =
  'not-for-this-item' | 'empty-ranking' | 'empty-text' | 'nothing-to-undo' | 'nothing-to-redo';

/** Turns what a rater did into the entry to append, or says why it cannot be done. No side effects. */
export function decide(
  item: QueueItem,
  input: DecideInput,
  context: DecideContext,
): Result<JudgmentDraft, Refusal> {
  const value = toValue(item, input);
  if (!value.ok) return value;
  return ok({
    ...toDraft(context),
    promptId: item.promptId,
    turn: item.turn,
    value: value.value,
    shown: { order: [...item.order], seed: context.seed },
  });
}

/** The entry that takes back the last judgment that holds. */
export function decideUndo(log: ReviewLog, context: DecideContext): Result<JudgmentDraft, Refusal> {
  return retract(log.lastHolding, context, 'nothing-to-undo');
}

/** The entry that takes back the last undo, if nothing has been decided since. */
export function decideRedo(log: ReviewLog, context: DecideContext): Result<JudgmentDraft, Refusal> {
  return retract(log.lastUndone, context, 'nothing-to-redo');
}

function retract(
  target: Judgment | undefined,
  context: DecideContext,
  refusal: Refusal,
): Result<JudgmentDraft, Refusal> {
  if (!target) return err(refusal);
  return ok({
    ...toDraft(context),
    promptId: target.promptId,
    turn: target.turn,
    value: { kind: 'retract', judgmentId: target.id },
    shown: null,
  });
}

function toDraft(context: DecideContext) {
  return {
    id: context.newId(),
    raterId: context.raterId,
    pass: context.pass,
    at: context.now,
    durationMs: context.durationMs,
    app: context.app,
  };
}

function toValue(item: QueueItem, input: DecideInput): Result<JudgmentValue, Refusal> {
  switch (input.do) {
    case 'prefer':
    case 'tie':
    case 'both-bad': {
      const [left, right] = item.order;
      if (item.kind !== 'pair' || left === undefined || right === undefined) return err('not-for-this-item');
      const responses: [ResponseId, ResponseId] = [left, right];
      if (input.do !== 'prefer') return ok({ kind: 'preference', responses, outcome: { is: input.do } });
      const better = input.place === 0 ? left : right;
      return ok({
        kind: 'preference',
        responses,
        outcome: { is: 'better', better, strength: input.strength },
      });
    }
    case 'rank': {
      if (item.kind === 'single') return err('not-for-this-item');
      const groups = input.groups.map((group) => group.flatMap((place) => item.order[place] ?? []));
      const filled = groups.filter((group) => group.length > 0);
      if (filled.flat().length < 2) return err('empty-ranking');
      return ok({ kind: 'ranking', responses: [...item.order], groups: filled });
    }
    case 'correct': {
      const responseId = item.order[input.place];
      if (responseId === undefined) return err('not-for-this-item');
      if (input.text.trim() === '') return err('empty-text');
      return ok({ kind: 'correction', responseId, text: input.text });
    }
    case 'later':
      return ok({ kind: 'skip', responses: [...item.order], reason: 'later' });
    case 'cannot-judge':
      return ok({
        kind: 'skip',
        responses: [...item.order],
        reason: 'cannot-judge',
        ...(input.note === undefined ? {} : { note: input.note }),
      });
    default:
      return assertNever(input);
  }
}
