import { assertNever } from '../../../shared/base/assert-never.ts';
import type { ResponseId } from '../../../shared/domain/ids.ts';
import type { JudgmentValue } from '../../../shared/domain/judgment.ts';
import type { VerdictLabel } from '../state/review-store.ts';

/** Says a judgment in the places in which the rater saw it. */
export function toVerdictLabel(value: JudgmentValue, order: readonly ResponseId[]): VerdictLabel {
  switch (value.kind) {
    case 'preference':
      if (value.outcome.is !== 'better') return { is: value.outcome.is };
      return {
        is: value.outcome.strength === 'clearly' ? 'better' : 'slightly',
        place: order.indexOf(value.outcome.better),
      };
    case 'ranking':
      return { is: 'ranking', groups: value.groups.map((group) => group.map((id) => order.indexOf(id))) };
    case 'correction':
      return { is: 'correction', place: order.indexOf(value.responseId) };
    case 'rating':
      return { is: 'rating', place: order.indexOf(value.responseId) };
    case 'comment':
      return { is: 'comment' };
    case 'skip':
      return { is: value.reason };
    case 'retract':
      throw new Error('A retraction is said in the words of what it takes back');
    default:
      return assertNever(value);
  }
}
