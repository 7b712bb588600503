import { beforeEach, describe, expect, it } from 'vitest';
import { buildSamples, type SampleOptions } from '../../../../shared/pairs/build-samples.ts';
import type { Prompt } from '../../../../shared/domain/prompt.ts';
import type { Response } from '../../../../shared/domain/response.ts';
import { ProjectBuilder } from './sample-builders.ts';

let project: ProjectBuilder;
let prompt: Prompt;
let responses: Response[];

/** The response of a model, by its place in the alphabet. */
function at(index: number): Response {
  const response = responses[index];
  if (!response) throw new Error(`No response ${index}`);
  return response;
}

function setUp(texts: readonly string[], input: Parameters<ProjectBuilder['prompt']>[1] = {}): void {
  project = new ProjectBuilder();
  prompt = project.prompt('Which dose is safe?', input);
  responses = texts.map((text, index) => project.response(prompt, `model-${index}`, text));
}

function build(options: SampleOptions = {}) {
  const set = buildSamples(project, options);
  const letter = (id: string) => responses.findIndex((response) => response.id === id);
  return {
    set,
    /** `0>1` for the first response chosen over the second. */
    pairs: set.preferences.map(
      ({ chosenResponseId, rejectedResponseId }) =>
        `${letter(chosenResponseId)}>${letter(rejectedResponseId)}`,
    ),
    reasons: (target: 'preference' | 'sft' | 'both') =>
      set.leftOut.filter((item) => item.target === target).map(({ reason }) => reason),
    answers: set.answers.map(({ answer }) => answer),
  };
}

const TEXTS = [
  'None at all.',
  'Five milligrams.',
  'A spoonful of it.',
  'Ask a nurse.',
  '看医生。',
  'Twice a day.',
  'Zero',
];

beforeEach(() => setUp(TEXTS.slice(0, 2)));

describe('one rater, two responses', () => {
  it('turns a preference into a pair that knows its judgment, rater and strength', () => {
    const judgment = project.prefer('Ann', at(1), at(0), 1, 'slightly');
    const { set } = build();
    expect(set.preferences).toEqual([
      {
        kind: 'preference',
        promptId: prompt.id,
        turn: 1,
        messages: [{ role: 'user', content: 'Which dose is safe?' }],
        chosen: 'Five milligrams.',
        rejected: 'None at all.',
        chosenCallsTools: false,
        rejectedCallsTools: false,
        chosenResponseId: at(1).id,
        rejectedResponseId: at(0).id,
        strength: 'slightly',
        judgmentIds: [judgment.id],
        raterIds: [judgment.raterId],
      },
    ]);
    expect(set.answers).toMatchObject([
      { kind: 'best', answer: 'Five milligrams.', judgmentIds: [judgment.id] },
    ]);
    expect(set.leftOut).toEqual([]);
  });

  it.each(['tie', 'both-bad'] as const)('makes neither a pair nor an answer of %s', (outcome) => {
    project.undecided('Ann', at(0), at(1), outcome);
    const { set, reasons } = build();
    expect([set.preferences, set.answers]).toEqual([[], []]);
    expect(reasons('preference')).toEqual([outcome]);
    expect(reasons('sft')).toEqual([outcome]);
  });

  it('counts the last word: a change of mind, an undo and a redo', () => {
    project.prefer('Ann', at(0), at(1));
    const second = project.prefer('Ann', at(1), at(0));
    expect(build().pairs).toEqual(['1>0']);
    const undo = project.retract(second, 'Ann');
    expect(build().pairs).toEqual(['0>1']);
    project.retract(undo, 'Ann');
    expect(build().pairs).toEqual(['1>0']);
  });

  it.each(['later', 'cannot-judge'] as const)(
    'lets nothing leave from an item whose last word is "%s"',
    (reason) => {
      project.prefer('Ann', at(0), at(1));
      project.skip('Ann', reason, at(1), at(0));
      const { set, reasons } = build();
      expect([set.preferences, set.answers]).toEqual([[], []]);
      expect(reasons('both')).toEqual([reason]);
      project.prefer('Ann', at(0), at(1));
      expect(build().pairs).toEqual(['0>1']);
      expect(build().set.leftOut).toEqual([]);
    },
  );

  it('keeps one rater’s skip away from another rater’s verdict', () => {
    project.prefer('Ann', at(0), at(1));
    project.skip('Bo', 'cannot-judge', at(0), at(1));
    expect(build().pairs).toEqual(['0>1']);
    expect(build().reasons('both')).toEqual(['cannot-judge']);
  });

  it.each([
    ['identical', ['The same.', ' The same.\r\n'], 'identical'],
    ['the same in another Unicode form', ['caf\u00e9', 'cafe\u0301'], 'identical'],
    ['empty on one side', ['Something.', ' \n'], 'empty'],
  ])('leaves out texts that are %s', (_what, texts, reason) => {
    setUp(texts);
    project.prefer('Ann', at(0), at(1));
    expect(build().set.preferences).toEqual([]);
    expect(build().reasons('preference')).toEqual([reason]);
    expect(build().answers).toEqual([texts[0]]);
  });

  it('keeps evaluation prompts back, whatever was said of them', () => {
    setUp(TEXTS.slice(0, 3), { split: 'eval' });
    project.prefer('Ann', at(0), at(1));
    project.prefer('Bo', at(0), at(1));
    project.correct('Ann', at(2), 'Quite another text.');
    project.skip('Ann', 'later', at(0), at(2));
    const { set, reasons } = build();
    expect([set.preferences, set.answers]).toEqual([[], []]);
    expect(reasons('both')).toEqual(['eval-split', 'eval-split', 'eval-split']);
  });

  it('reports judgments of what is not there, and keeps the rest', () => {
    const gone = at(1);
    setUp(TEXTS.slice(0, 3));
    project.responses.splice(1, 1);
    project.prefer('Ann', at(0), gone);
    project.rank('Bo', at(0), gone, at(2));
    project.prefer('Cy', at(0), at(2), 2);
    expect(build().pairs).toEqual(['0>2']);
    expect(build().reasons('both')).toEqual(['unknown-response', 'unknown-response', 'unknown-response']);
  });

  it('reports a judgment that speaks of the response of another prompt, or of a turn nobody asked for', () => {
    const other = project.response(project.prompt('Something else?'), 'model-0', 'Off the point.');
    const talkative = project.response(prompt, 'model-9', 'One answer.', 'And one more.');
    project.judge('Ann', prompt.id, {
      kind: 'preference',
      responses: [at(0).id, other.id],
      outcome: { is: 'better', better: other.id, strength: 'clearly' },
    });
    project.correct('Ann', talkative, 'A second answer, corrected.', 2);
    expect(build().set).toMatchObject({ preferences: [], answers: [] });
    expect(build().reasons('both')).toEqual(['unknown-response', 'unknown-response']);
  });

  it('reports a verdict that contradicts itself, and does not guess', () => {
    setUp(TEXTS.slice(0, 3));
    project.judge('Ann', prompt.id, {
      kind: 'preference',
      responses: [at(0).id, at(1).id],
      outcome: { is: 'better', better: at(2).id, strength: 'clearly' },
    });
    project.judge('Bo', prompt.id, {
      kind: 'ranking',
      responses: [at(0).id, at(1).id],
      groups: [[at(0).id], [at(1).id], [at(0).id]],
    });
    project.judge('Cy', prompt.id, {
      kind: 'preference',
      responses: [at(0).id, at(0).id],
      outcome: { is: 'better', better: at(0).id, strength: 'clearly' },
    });
    expect(build().set).toMatchObject({ preferences: [], answers: [] });
    expect(build().reasons('both')).toEqual(['contradictory', 'contradictory', 'contradictory']);
  });
});

describe('several raters', () => {
  it('follows the majority and names only those who are part of it', () => {
    const first = project.prefer('Ann', at(0), at(1));
    const second = project.prefer('Bo', at(0), at(1), 1, 'slightly');
    project.prefer('Cy', at(1), at(0));
    project.undecided('Di', at(0), at(1), 'tie');
    const [sample] = build().set.preferences;
    expect(build().pairs).toEqual(['0>1']);
    expect(sample?.judgmentIds.toSorted()).toEqual([first.id, second.id].toSorted());
    expect(sample?.strength).toBe('slightly');
  });

  it.each([
    ['one against one', ['win', 'loss']],
    ['two, two and one', ['win', 'win', 'tie', 'tie', 'loss']],
    ['one of each', ['win', 'loss', 'tie', 'both-bad']],
  ])('decides nothing by %s', (_what, votes) => {
    for (const [index, vote] of votes.entries()) {
      const rater = `rater-${index}`;
      if (vote === 'win') project.prefer(rater, at(0), at(1));
      else if (vote === 'loss') project.prefer(rater, at(1), at(0));
      else project.undecided(rater, at(0), at(1), vote === 'tie' ? 'tie' : 'both-bad');
    }
    expect(build().set.preferences).toEqual([]);
    expect(build().reasons('preference')).toEqual(['no-majority']);
    expect(build().reasons('sft')).toEqual(['no-majority']);
  });

  it('reports a circle of majorities and leaves out all of it, and only it', () => {
    setUp(TEXTS.slice(0, 4));
    project.prefer('Ann', at(0), at(1));
    project.prefer('Ann', at(1), at(2));
    project.prefer('Bo', at(2), at(0));
    project.prefer('Bo', at(3), at(0));
    expect(build().pairs).toEqual(['3>0']);
    expect(build().reasons('preference')).toEqual(['cycle', 'cycle', 'cycle']);
    expect(build().answers).toEqual([TEXTS[3]]);
  });

  it('imitates the unbeaten answer with the most wins, then with the most votes', () => {
    setUp(TEXTS.slice(0, 5));
    project.prefer('Ann', at(0), at(2));
    project.prefer('Ann', at(1), at(2));
    project.prefer('Ann', at(1), at(3));
    project.prefer('Bo', at(0), at(2));
    project.prefer('Cy', at(0), at(2));
    expect(build().answers).toEqual([TEXTS[1]]);
    project.prefer('Ann', at(0), at(4));
    expect(build().answers).toEqual([TEXTS[0]]);
  });

  it('does not offer an answer to imitate that a majority calls bad', () => {
    setUp(TEXTS.slice(0, 3));
    project.prefer('Ann', at(0), at(1));
    project.undecided('Ann', at(0), at(2), 'both-bad');
    expect(build().pairs).toEqual(['0>1']);
    expect(build().set.answers).toEqual([]);
    expect(build().reasons('sft')).toEqual(['both-bad']);
  });
});

describe('rankings', () => {
  it('sets the best against each lower tier', () => {
    setUp(TEXTS.slice(0, 4));
    project.rank('Ann', at(2), at(0), at(3), at(1));
    expect(build().pairs.toSorted()).toEqual(['2>0', '2>1', '2>3']);
    expect(build().reasons('preference')).toEqual(['not-selected', 'not-selected', 'not-selected']);
    expect(build().answers).toEqual([TEXTS[2]]);
  });

  it('pairs across tiers only', () => {
    setUp(TEXTS.slice(0, 4));
    project.rank('Ann', [at(0), at(1)], [at(2), at(3)]);
    const [pair = ''] = build().pairs;
    expect(build().pairs).toHaveLength(1);
    expect(pair).toMatch(/^[01]>[23]$/);
    expect(
      build()
        .reasons('preference')
        .filter((reason) => reason === 'tie'),
    ).toHaveLength(2);
  });

  it('drops the nearest tier first when five tiers are more than the cap', () => {
    setUp(TEXTS.slice(0, 5));
    project.rank('Ann', at(0), at(1), at(2), at(3), at(4));
    expect(build().pairs.toSorted()).toEqual(['0>2', '0>3', '0>4']);
    expect(build({ maxPairsPerRanking: 1 }).pairs).toEqual(['0>4']);
  });

  it('takes the second-worst before the worst from six responses on', () => {
    setUp(TEXTS.slice(0, 6));
    project.rank('Ann', at(0), at(1), at(2), at(3), at(4), at(5));
    expect(build().pairs.toSorted()).toEqual(['0>2', '0>3', '0>4']);
    expect(build({ maxPairsPerRanking: 1 }).pairs).toEqual(['0>4']);
    expect(build({ maxPairsPerRanking: 9 }).pairs).toHaveLength(5);
  });

  it('says nothing of a response that was left unranked', () => {
    setUp(TEXTS.slice(0, 3));
    project.judge('Ann', prompt.id, {
      kind: 'ranking',
      responses: responses.map(({ id }) => id),
      groups: [[at(1).id], [at(0).id]],
    });
    expect(build().pairs).toEqual(['1>0']);
  });

  it('keeps every pair that was asked for directly beside a ranking', () => {
    setUp(TEXTS.slice(0, 4));
    project.rank('Ann', at(0), at(1), at(2), at(3));
    project.prefer('Ann', at(1), at(2));
    expect(build().pairs.toSorted()).toEqual(['0>1', '0>2', '0>3', '1>2']);
  });

  it('counts the last word on a pair, whether it was said in a pair or in a ranking', () => {
    setUp(TEXTS.slice(0, 3));
    project.rank('Ann', at(0), at(1), at(2));
    project.prefer('Ann', at(1), at(0));
    expect(build().pairs).toContain('1>0');
    project.rank('Ann', at(0), at(1), at(2));
    expect(build().pairs.toSorted()).toEqual(['0>1', '0>2']);
  });

  it('takes the pair that most raters agree on, of several between the same tiers', () => {
    setUp(TEXTS.slice(0, 4));
    const place = (rater: string, better: Response, worse: Response) =>
      project.judge(rater, prompt.id, {
        kind: 'ranking',
        responses: responses.map(({ id }) => id),
        groups: [[better.id], [worse.id]],
      });
    project.rank('Ann', [at(0), at(1)], at(2), at(3));
    place('Bo', at(1), at(2));
    expect(build().pairs).toContain('1>2');
    place('Cy', at(0), at(2));
    place('Di', at(0), at(2));
    expect(build().pairs).toContain('0>2');
  });

  it('combines rankings by majority, pair by pair', () => {
    setUp(TEXTS.slice(0, 3));
    project.rank('Ann', at(0), at(1), at(2));
    project.rank('Bo', at(0), at(2), at(1));
    project.rank('Cy', at(1), at(0), at(2));
    expect(build().pairs.toSorted()).toEqual(['0>1', '0>2']);
  });
});

describe('corrections', () => {
  it('prefers the corrected answer to its original, and offers it to imitate', () => {
    const judgment = project.correct('Ann', at(0), 'Five milligrams per kilogram, checked by a nurse.');
    const { set } = build();
    expect(set.preferences).toMatchObject([
      {
        kind: 'correction',
        chosen: 'Five milligrams per kilogram, checked by a nurse.',
        rejected: 'None at all.',
        chosenResponseId: at(0).id,
        rejectedResponseId: at(0).id,
        strength: null,
        judgmentIds: [judgment.id],
      },
    ]);
    expect(set.answers).toMatchObject([{ kind: 'corrected', judgmentIds: [judgment.id] }]);
  });

  it.each([
    ['unchanged', 'None at all.', 'identical'],
    ['white space only', 'None  at all.', 'trivial-edit'],
    ['punctuation only', 'None at all!', 'trivial-edit'],
  ])('imitates, but does not contrast, an edit that is %s', (_what, text, reason) => {
    project.correct('Ann', at(0), text);
    expect(build().set.preferences).toEqual([]);
    expect(build().reasons('preference')).toEqual([reason]);
    expect(build().answers).toEqual([text]);
  });

  it('takes an empty original as nothing to contrast with', () => {
    setUp(['', 'Five milligrams.']);
    project.correct('Ann', at(0), 'Written from nothing.');
    expect(build().reasons('preference')).toEqual(['empty']);
    expect(build().answers).toEqual(['Written from nothing.']);
  });

  it('leaves an empty correction out of everything', () => {
    project.correct('Ann', at(0), '  \n');
    expect(build().set).toMatchObject({ preferences: [], answers: [] });
    expect(build().reasons('both')).toEqual(['empty']);
  });

  it('counts the last correction of each rater, and the same words of two raters once', () => {
    project.correct('Ann', at(0), 'First attempt at an answer.');
    project.correct('Ann', at(0), 'What both of them write in the end.');
    project.correct('Bo', at(0), 'What both of them write in the end. ');
    const { set } = build();
    expect(set.preferences).toHaveLength(1);
    expect(set.preferences[0]?.raterIds).toHaveLength(2);
    expect(set.answers).toHaveLength(1);
  });

  it('imitates the correction of the better response before a better response, and names the rest', () => {
    setUp(TEXTS.slice(0, 3));
    project.rank('Ann', at(0), at(1), at(2));
    project.correct('Ann', at(2), 'The worst one, rewritten.');
    project.correct('Ann', at(1), 'The middle one, rewritten.');
    expect(build().answers).toEqual(['The middle one, rewritten.']);
    expect(build().reasons('sft')).toEqual(['not-selected']);
  });
});

describe('several turns', () => {
  function setUpTurns(...turns: [string, string][]): void {
    project = new ProjectBuilder();
    prompt = project.prompt('Add 2 and 2.', {
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Add 2 and 2.' },
      ],
      followUps: ['And 3?'],
    });
    responses = turns.map((texts, index) => project.response(prompt, `model-${index}`, ...texts));
  }

  it('puts the common history before the second answer', () => {
    setUpTurns(['4', 'Seven.'], [' 4\n', 'Nine.']);
    project.prefer('Ann', at(0), at(1), 2);
    expect(build().set.preferences[0]?.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Add 2 and 2.' },
      { role: 'assistant', content: '4' },
      { role: 'user', content: 'And 3?' },
    ]);
    expect(build().set.preferences[0]).toMatchObject({ chosen: 'Seven.', rejected: 'Nine.', turn: 2 });
  });

  it('makes no pair of answers to different conversations, but still knows the better one', () => {
    setUpTurns(['4', 'Seven.'], ['5', 'Eight.']);
    project.prefer('Ann', at(0), at(1), 2);
    expect(build().set.preferences).toEqual([]);
    expect(build().reasons('preference')).toEqual(['histories-differ']);
    expect(build().set.answers[0]?.messages).toHaveLength(4);
  });

  it('asks only the first question where the first turn was judged', () => {
    setUpTurns(['4', 'Seven.'], ['5', 'Eight.']);
    project.prefer('Ann', at(0), at(1), 1);
    expect(build().set.preferences[0]).toMatchObject({ chosen: '4', rejected: '5', turn: 1 });
    expect(build().set.preferences[0]?.messages.at(-1)).toEqual({ role: 'user', content: 'Add 2 and 2.' });
  });

  it('corrects the answer of the judged turn', () => {
    setUpTurns(['4', 'Nine.']);
    project.correct('Ann', at(0), 'Seven, of course.', 2);
    expect(build().set.preferences[0]).toMatchObject({ rejected: 'Nine.', chosen: 'Seven, of course.' });
  });
});
