import { err, type Result } from '../base/result.ts';
import { type Channel, contract, type HandlersOf } from './contract.ts';
import type { WithDeadline } from './deadline.ts';
import type { Failure } from './failure.ts';

/** Answers a call whose channel and input come from outside and may be anything. */
export type Dispatch = (channel: unknown, input: unknown) => Promise<Result<unknown, Failure>>;

/** The answering side gives up a little earlier, so that its own words arrive before the asking side's deadline. */
const answerShare = 0.9;

/**
 * Puts the schemas and deadlines of the contract in front of *handlers*.
 *
 * Whatever arrives, the answer is a value: an unknown channel and an input of the wrong shape are `bad-request`, a
 * handler that throws is reported as the bug it is and answered with `io`.
 */
export function createDispatch<Name extends Channel>(
  handlers: HandlersOf<Name>,
  withDeadline: WithDeadline,
  reportBug: (channel: string, error: unknown) => void,
): Dispatch {
  const known = new Map<unknown, (input: never) => Promise<Result<unknown, Failure>>>(
    Object.entries(handlers),
  );
  return async (channel, input) => {
    const handler = known.get(channel);
    if (handler === undefined) return err({ code: 'bad-request', message: 'There is no such call.' });
    // A handler stands only under a name of the contract.
    const name = channel as Channel;
    const { input: schema, deadlineMs } = contract[name];
    const parsed = schema.safeParse(input);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const place = issue === undefined ? '' : ` at ${issue.path.join('.') || 'the top'}: ${issue.message}`;
      return err({ code: 'bad-request', message: `${name} was asked with a wrong input${place}` });
    }
    // The schema of this very channel has checked the input.
    const work = run(name, () => handler(parsed.data as never), reportBug);
    return deadlineMs === null ? work : withDeadline(work, deadlineMs * answerShare, name);
  };
}

async function run(
  channel: string,
  work: () => Promise<Result<unknown, Failure>>,
  reportBug: (channel: string, error: unknown) => void,
): Promise<Result<unknown, Failure>> {
  try {
    return await work();
  } catch (error) {
    reportBug(channel, error);
    return err({ code: 'io', message: `${channel} failed unexpectedly.` });
  }
}
