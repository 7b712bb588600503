import { assertNever } from '../base/assert-never.ts';
import type { ResponseId } from '../domain/ids.ts';
import type { Judgment } from '../domain/judgment.ts';

/** The responses that a judgment says something of; none for a retraction, which names a judgment. */
export function responsesOf({ value }: Judgment): readonly ResponseId[] {
  switch (value.kind) {
    case 'preference':
    case 'ranking':
    case 'skip':
      return value.responses;
    case 'correction':
      return [value.responseId];
    case 'retract':
      return [];
    default:
      return assertNever(value);
  }
}
