import type { Command, CommandContext, CommandId, Scope } from './command.ts';
import type { DecideInput } from '../../../shared/review/decide.ts';

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** Every command, by id. */
export const COMMANDS: ReadonlyMap<CommandId, Command> = new Map(
  [
    judge('prefer-left', 'pair', { do: 'prefer', place: 0, strength: 'clearly' }),
    judge('slightly-left', 'pair', { do: 'prefer', place: 0, strength: 'slightly' }),
    judge('tie', 'pair', { do: 'tie' }),
    judge('both-bad', 'pair', { do: 'both-bad' }),
    judge('slightly-right', 'pair', { do: 'prefer', place: 1, strength: 'slightly' }),
    judge('prefer-right', 'pair', { do: 'prefer', place: 1, strength: 'clearly' }),
    ...DIGITS.map((digit) =>
      onItem(`rank-${digit}`, 'ranking', ({ flow }) => {
        flow.rank(digit - 1);
      }),
    ),
    onItem('tie-next', 'ranking', ({ flow }) => {
      flow.tieNext();
    }),
    onItem('unrank', 'ranking', ({ flow }) => {
      flow.unrank();
    }),
    onItem('finish-ranking', 'ranking', ({ flow }) => {
      flow.finishRanking();
    }),
    onItem('fine-as-it-is', 'single', ({ flow }) => {
      flow.approve();
    }),
    onItem('mend', 'item', ({ flow }) => {
      flow.chooseMending();
    }),
    mend('mend-left', 0),
    mend('mend-right', 1),
    ...DIGITS.map((digit) => mend(`mend-${digit}`, digit - 1)),
    judge('later', 'item', { do: 'later' }),
    judge('cannot-judge', 'item', { do: 'cannot-judge' }),
    anytime('undo', 'item', ({ flow }) => {
      flow.undo();
    }),
    anytime('redo', 'item', ({ flow }) => {
      flow.redo();
    }),
    anytime('previous-item', 'item', ({ flow }) => {
      flow.step(-1);
    }),
    anytime('next-item', 'item', ({ flow }) => {
      flow.step(1);
    }),
    anytime('toggle-raw', 'item', ({ flow }) => {
      flow.toggleRaw();
    }),
    anytime('toggle-prompt', 'item', ({ flow }) => {
      flow.togglePrompt();
    }),
    anytime('toggle-reasoning', 'item', ({ flow }) => {
      flow.toggleReasoning();
    }),
    anytime('scroll-on', 'item', ({ scroll }) => {
      scroll(0.85);
    }),
    anytime('scroll-back', 'item', ({ scroll }) => {
      scroll(-0.85);
    }),
    anytime('stop-mending', 'mend', ({ flow }) => {
      flow.stopMending();
    }),
    onItem('save-mending', 'mend', ({ flow }) => {
      flow.saveMending();
    }),
    anytime('show-keys', 'app', ({ showKeys }) => {
      showKeys();
    }),
  ].map((command) => [command.id, command]),
);

function judge(id: CommandId, scope: Scope, input: DecideInput): Command {
  return onItem(id, scope, ({ flow }) => {
    flow.decide(input);
  });
}

function mend(id: CommandId, place: number): Command {
  return onItem(id, 'choose-mend', ({ flow }) => {
    flow.mend(place);
  });
}

function onItem(id: CommandId, scope: Scope, run: (context: CommandContext) => void): Command {
  return { id, scope, needsSeenItem: true, run };
}

function anytime(id: CommandId, scope: Scope, run: (context: CommandContext) => void): Command {
  return { id, scope, needsSeenItem: false, run };
}
