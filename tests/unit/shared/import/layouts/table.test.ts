import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TableMapping, tableMappingSchema } from '../../../../../shared/domain/table-mapping.ts';
import type { InputFile } from '../../../../../shared/import/input-file.ts';
import {
  fileOf,
  type Imported,
  importAll,
  judgmentsOf,
  promptsOf,
  responsesOf,
  shortProblems,
} from '../support.ts';

function mappingOf(input: object): TableMapping {
  return tableMappingSchema.parse(input);
}

function lines(name: string, rows: readonly unknown[]): InputFile {
  return fileOf(name, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Imports files with one mapping for all of them. */
function importWith(mapping: object, ...files: readonly InputFile[]): Promise<Imported> {
  const choice = { mapping: mappingOf(mapping) };
  return importAll(files, { choices: new Map(files.map(({ name }) => [name, choice])) });
}

/** Each response in words: what was asked, who answered, what. */
function sayResponses(imported: Imported): readonly string[] {
  const asked = new Map(
    promptsOf(imported).map(({ id, messages }) => [id, messages.map(({ content }) => content).join(' | ')]),
  );
  return responsesOf(imported).map(({ promptId, origin, turns }) => {
    const version = origin.promptVersion === undefined ? '' : ` (${origin.promptVersion})`;
    return `${asked.get(promptId)} / ${origin.model}${version}: ${turns[0]}`;
  });
}

/** Each judgment in words. */
function sayJudgments(imported: Imported): readonly string[] {
  const texts = new Map(responsesOf(imported).map(({ id, turns }) => [id, turns[0]]));
  const raters = new Map(imported.summary.raters.map(({ id, name }) => [id, name]));
  return judgmentsOf(imported).map(({ raterId, value }) => {
    const name = raters.get(raterId);
    switch (value.kind) {
      case 'preference': {
        const said = value.outcome.is === 'better' ? value.outcome : undefined;
        const sides = value.responses.map((id) => texts.get(id)).join(', ');
        return `${name}: ${said ? `${texts.get(said.better)} ${said.strength} better` : value.outcome.is} of ${sides}`;
      }
      case 'rating':
        return `${name}: ${value.scale} ${value.score} (${value.range === null ? '?' : `${value.range.min} to ${value.range.max}`}) for ${texts.get(value.responseId)}`;
      case 'comment':
        return `${name}: “${value.text}” on ${value.responses.map((id) => texts.get(id)).join(', ')}`;
      case 'skip':
        return `${name}: ${value.reason} ${value.responses.map((id) => texts.get(id)).join(', ')}`;
      default:
        throw new Error(value.kind);
    }
  });
}

describe('a table with several response columns', () => {
  const text = 'nr;frage;modell;antwort;andere;soll\n1;p1;m1;a1;b1;r1\n2;p2;;a2;b2;\n';

  it('is read by the columns that the mapping names, which is kept with the source', async () => {
    const mapping = {
      prompt: ['frage'],
      reference: 'soll',
      responses: [
        { column: 'antwort', model: { from: 'column', column: 'modell' } },
        { column: 'andere', model: { from: 'fixed', name: 'other' } },
      ],
      metadata: ['nr'],
    };
    const imported = await importWith(mapping, fileOf('t.csv', text));
    expect(
      promptsOf(imported).map(({ messages, reference, metadata }) => [
        messages[0]?.content,
        reference,
        { ...metadata },
      ]),
    ).toEqual([
      ['p1', ['r1'], { nr: '1' }],
      ['p2', [], { nr: '2' }],
    ]);
    expect(sayResponses(imported)).toEqual([
      'p1 / m1: a1',
      'p1 / other: b1',
      'p2 / null: a2',
      'p2 / other: b2',
    ]);
    expect(imported.summary.sources).toMatchObject([{ format: 'wide', mapping: mappingOf(mapping) }]);
  });

  it.each<[string, object]>([
    ['a column that is not there', { prompt: ['question'], responses: [{ column: 'antwort' }] }],
    ['no prompt', { prompt: [], responses: [{ column: 'antwort' }] }],
    ['no response', { prompt: ['frage'], responses: [] }],
    ['a response twice', { prompt: ['frage'], responses: [{ column: 'soll' }, { column: 'soll' }] }],
    [
      'rows that are one response and have two',
      { rows: 'response', prompt: ['frage'], responses: [{ column: 'antwort' }, { column: 'andere' }] },
    ],
    [
      'notes of one of several responses',
      { prompt: ['frage'], responses: [{ column: 'antwort' }], responseMetadata: ['nr'] },
    ],
    [
      'a verdict on one response',
      { prompt: ['frage'], responses: [{ column: 'antwort' }], verdict: { column: 'soll', meanings: [] } },
    ],
    [
      'a verdict on a column that is no response',
      {
        prompt: ['frage'],
        responses: [{ column: 'antwort' }, { column: 'andere' }],
        verdict: { column: 'soll', meanings: [{ value: '1', means: { is: 'better', response: 'nr' } }] },
      },
    ],
    [
      'a rating of nobody knows which response',
      {
        prompt: ['frage'],
        responses: [{ column: 'antwort' }, { column: 'andere' }],
        ratings: [{ column: 'nr', scale: 'x' }],
      },
    ],
    [
      'the name of a folder that is not known',
      { prompt: ['frage'], responses: [{ column: 'antwort', model: { from: 'folder' } }] },
    ],
  ])('is refused with %s', async (_what, mapping) => {
    const imported = await importWith(mapping, fileOf('t.csv', text));
    expect(shortProblems(imported)).toEqual(['t.csv:- - bad_mapping']);
    expect(imported.records).toEqual([]);
  });

  it('keeps JSON values as notes, and reports texts that are none', async () => {
    const file = fileOf(
      't.json',
      JSON.stringify([
        { id: 1, prompt: 'p1', response_a: 'a', response_b: 'b', extra: { deep: [1] } },
        { id: 2, prompt: 'p2', response_a: true, response_b: 'b2' },
        { id: 3, prompt: 5, response_a: 'a', response_b: 'b' },
        { id: 4, prompt: 'p4', response_a: 'a4' },
      ]),
    );
    const imported = await importAll([file]);
    expect(shortProblems(imported)).toEqual([
      't.json:1 response_a not_text',
      't.json:1 prompt not_text',
      't.json:1 response_b missing_field',
    ]);
    expect({ ...promptsOf(imported)[0]?.metadata }).toEqual({ id: '1', extra: '{"deep":[1]}' });
  });

  it('keeps what only later records have as notes', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ({
      prompt: `p${index}`,
      response_a: 'a',
      response_b: 'b',
      ...(index === 29 ? { found: 'late' } : {}),
    }));
    const imported = await importAll([lines('t.jsonl', rows)]);
    expect(promptsOf(imported).map(({ metadata }) => metadata['found'])).toEqual([
      ...Array.from({ length: 29 }, () => undefined),
      'late',
    ]);
  });

  it('keeps contexts, images, tags, the system message and the version with what they belong to', async () => {
    const mapping = {
      prompt: ['q', 'more'],
      system: 'sys',
      context: ['passages', 'note'],
      images: ['picture'],
      tags: ['tags'],
      promptVersion: { from: 'column', column: 'v' },
      responses: [{ column: 'r' }, { column: 's' }],
    };
    const row = {
      q: 'p',
      more: 'x',
      sys: 'S',
      passages: ['c1', 'c2'],
      note: 'c3',
      picture: 'a.png',
      tags: ['t'],
    };
    const imported = await importWith(mapping, lines('t.jsonl', [{ ...row, v: 2, r: 'r1', s: 's1' }]));
    expect(promptsOf(imported)).toMatchObject([
      {
        messages: [
          { role: 'system', content: 'S' },
          { role: 'user', content: 'p\nx' },
        ],
        context: ['c1', 'c2', 'c3'],
        images: ['a.png'],
        tags: ['t'],
      },
    ]);
    expect(sayResponses(imported)).toEqual(['S | p\nx / null (2): r1', 'S | p\nx / null (2): s1']);
  });

  const compared = {
    prompt: ['q'],
    responses: [{ column: 'a' }, { column: 'b' }],
    verdict: {
      column: 'won',
      meanings: [
        { value: 'A', means: { is: 'better', response: 'a' } },
        { value: 'b+', means: { is: 'better', response: 'b', strength: 'slightly' } },
        { value: '0', means: { is: 'tie' } },
        { value: 'no', means: { is: 'both-bad' } },
        { value: '?', means: { is: 'skip' } },
      ],
    },
    rater: 'who',
    comment: 'why',
  };

  it('says what a person thought of the responses, and who; a blank cell says nothing', async () => {
    const row = { q: 'p', a: 'x', b: 'y' };
    const imported = await importWith(
      compared,
      lines('t.jsonl', [
        { ...row, won: ' A ', who: 'ann', why: 'shorter' },
        { ...row, won: 'b+', who: 'bob' },
        { ...row, won: 0, who: 3 },
        { ...row, won: 'no', who: 'ann' },
        { ...row, won: '?', who: 'ann' },
        { ...row, won: ' ', who: '' },
        { ...row, q: 'other', won: null },
      ]),
    );
    expect(shortProblems(imported)).toEqual([]);
    expect(sayJudgments(imported)).toEqual([
      'ann: x clearly better of x, y',
      'ann: “shorter” on x, y',
      'bob: y slightly better of x, y',
      'who 3: tie of x, y',
      'ann: both-bad of x, y',
      'ann: cannot-judge x, y',
    ]);
    expect(responsesOf(imported)).toHaveLength(4);
  });

  it('reports verdicts that cannot be placed and keeps the responses', async () => {
    const row = { q: 'p', a: 'x', b: 'y', won: 'A', who: 'ann', why: '' };
    const imported = await importWith(
      compared,
      lines('t.jsonl', [
        { ...row, won: 'a' },
        { ...row, won: ['A'] },
        { ...row, who: '' },
        { ...row, q: 'same', a: 'z', b: ' z ' },
        { ...row, q: 'half', b: '' },
      ]),
    );
    expect(shortProblems(imported)).toEqual([
      't.jsonl:1 won unknown_winner',
      't.jsonl:2 won not_text',
      't.jsonl:3 who bad_value',
      't.jsonl:4 b identical_responses',
      't.jsonl:5 b empty_response',
    ]);
    expect(judgmentsOf(imported)).toEqual([]);
    expect(sayResponses(imported)).toEqual([
      'p / null: x',
      'p / null: y',
      'same / null: z',
      'half / null: x',
    ]);
  });

  it('takes the name of a model of the row for its victory', async () => {
    const mapping = {
      prompt: ['q'],
      responses: ['a', 'b'].map((column) => ({
        column,
        model: { from: 'column', column: `model_${column}` },
      })),
      verdict: { column: 'won', meanings: [] },
    };
    const row = { q: 'p', a: 'x', b: 'y', model_a: 'gpt', model_b: 'qwen', won: 'qwen' };
    const swapped = { ...row, a: 'y', b: 'x', model_a: 'qwen', model_b: 'gpt' };
    const imported = await importWith(mapping, lines('votes.jsonl', [row, swapped]));
    expect(sayJudgments(imported)).toEqual([
      'votes: y clearly better of x, y',
      'votes: y clearly better of y, x',
    ]);
  });

  it('says of more than two responses what the verdict says of each two of them, and no more', async () => {
    const mapping = {
      prompt: ['q'],
      responses: ['a', 'b', 'c'].map((column) => ({ column })),
      verdict: {
        column: 'won',
        meanings: [
          { value: '2', means: { is: 'better', response: 'b' } },
          { value: '=', means: { is: 'tie' } },
        ],
      },
    };
    const row = { q: 'p', a: 'x', b: 'y', c: 'z' };
    const imported = await importWith(
      mapping,
      lines('t.jsonl', [
        { ...row, won: 2 },
        { ...row, won: '=' },
      ]),
    );
    expect(sayJudgments(imported)).toEqual([
      't: y clearly better of x, y',
      't: y clearly better of y, z',
      't: tie of x, y',
      't: tie of x, z',
      't: tie of y, z',
    ]);
  });

  it('gives each response its ratings', async () => {
    const mapping = {
      prompt: ['q'],
      responses: [{ column: 'a' }, { column: 'b' }],
      ratings: [
        { column: 'a_ok', scale: 'ok', response: 'a' },
        { column: 'b_score', scale: 'score', response: 'b' },
      ],
    };
    const row = { q: 'p', a: 'x', b: 'y' };
    const imported = await importWith(
      mapping,
      lines('t.jsonl', [
        { ...row, a_ok: 'yes', b_score: '4.5' },
        { ...row, a_ok: false, b_score: '' },
        { ...row, a_ok: 'maybe', b_score: -1 },
      ]),
    );
    expect(sayJudgments(imported)).toEqual([
      't: ok 1 (0 to 1) for x',
      't: score 4.5 (?) for y',
      't: ok 0 (0 to 1) for x',
      't: score -1 (?) for y',
    ]);
    expect(shortProblems(imported)).toEqual(['t.jsonl:3 a_ok bad_value']);
  });
});

describe('a table with one response a row', () => {
  it('brings the responses of a prompt together and keeps notes where they belong', async () => {
    const rows = 'prompt,topic,response,model,seconds\np,x,r1,gpt,3\np,x,r2,claude,5\n';
    const imported = await importAll([fileOf('long.csv', rows)]);
    expect(imported.summary.sources[0]?.format).toBe('long');
    expect(sayResponses(imported)).toEqual(['p / gpt: r1', 'p / claude: r2']);
    expect(promptsOf(imported).map(({ metadata }) => ({ ...metadata }))).toEqual([{ topic: 'x' }]);
    expect(responsesOf(imported).map(({ metadata }) => ({ ...metadata }))).toEqual([
      { seconds: '3' },
      { seconds: '5' },
    ]);
  });

  it('takes models and versions from the names of files and folders', async () => {
    const mapping = {
      rows: 'response',
      prompt: ['q'],
      responses: [{ column: 'r', model: { from: 'folder' } }],
      promptVersion: { from: 'file' },
    };
    const imported = await importWith(
      mapping,
      fileOf('runs/gpt/v1.csv', 'q,r\np,one\n'),
      fileOf('runs/gpt/v2.csv', 'q,r\np,two\n'),
      fileOf('runs/qwen/v1.csv', 'q,r\np,one\n'),
    );
    expect(sayResponses(imported)).toEqual(['p / gpt (v1): one', 'p / gpt (v2): two', 'p / qwen (v1): one']);
    expect(promptsOf(imported)).toHaveLength(1);
  });

  const keyed = {
    rows: 'response',
    prompt: ['q'],
    key: 'id',
    responses: [{ column: 'r', model: { from: 'column', column: 'm' } }],
  };

  it('joins rows on their key, over several files, when only one of them has the prompt', async () => {
    const imported = await importWith(
      keyed,
      fileOf('1.csv', 'id,q,m,r\n7,p,a,\n7,,b,rb\n8,q,a,qa\n'),
      fileOf('2.csv', 'id,q,m,r\n8,,c,qc\n7,,c,rc\n'),
    );
    expect(shortProblems(imported)).toEqual(['1.csv:2 r empty_response']);
    expect(sayResponses(imported)).toEqual(['p / b: rb', 'q / a: qa', 'q / c: qc', 'p / c: rc']);
    expect(promptsOf(imported).map(({ metadata }) => metadata['id'])).toEqual(['7', '8']);
  });

  it('reports keys of nothing, keys of two prompts, and rows without a key', async () => {
    const imported = await importWith(
      keyed,
      fileOf('t.csv', 'id,q,m,r\n7,,a,ra\n7,p,a,ra\n7,other,b,rb\n7, p ,c,rc\n,p,d,rd\n'),
    );
    expect(shortProblems(imported)).toEqual([
      't.csv:2 id unknown_question',
      't.csv:4 id duplicate_id',
      't.csv:6 id bad_value',
    ]);
    expect(sayResponses(imported)).toEqual(['p / a: ra', 'p / c: rc']);
  });

  it('has a row for each rater of a response, which is no repetition', async () => {
    const rows =
      'prompt,model,response,rating,annotator\np,m,r,4,ann\np,m,r,2,bob\np,m,r,2,bob\np,n,s,NA,ann\n';
    const guessed = await importAll([fileOf('t.csv', rows)]);
    // One cell that is no rating makes the column a note, and then the repetitions are such.
    expect(shortProblems(guessed)).toEqual([
      't.csv:3 response duplicate_response',
      't.csv:4 response duplicate_response',
    ]);
    const imported = await importWith(
      {
        rows: 'response',
        prompt: ['prompt'],
        responses: [{ column: 'response', model: { from: 'column', column: 'model' } }],
        ratings: [{ column: 'rating', scale: 'overall' }],
        rater: 'annotator',
      },
      fileOf('t.csv', rows),
    );
    expect(shortProblems(imported)).toEqual(['t.csv:5 rating bad_value']);
    expect(sayJudgments(imported)).toEqual([
      'ann: overall 4 (?) for r',
      'bob: overall 2 (?) for r',
      'bob: overall 2 (?) for r',
    ]);
  });
});

/** What people and models said of some prompts. */
interface Said {
  readonly question: string;
  readonly system: string;
  readonly answers: readonly { readonly model: string; readonly version: string; readonly text: string }[];
  /** Of the first two answers, by rater. */
  readonly verdicts: readonly { readonly rater: string; readonly says: 'a' | 'b' | 'tie' | 'bad' }[];
  readonly score: number;
}

const words = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/\p{Surrogate}/u.test(text));
const saidLists: fc.Arbitrary<readonly Said[]> = fc
  .array(
    fc.record({
      system: fc.constantFrom('', 'Be brief.'),
      question: words,
      answers: fc.array(fc.record({ version: fc.constantFrom('v1', 'v2'), text: words }), {
        minLength: 2,
        maxLength: 4,
      }),
      verdicts: fc.uniqueArray(
        fc.record({
          rater: fc.constantFrom('ann', 'bob', '梅'),
          says: fc.constantFrom('a' as const, 'b' as const, 'tie' as const, 'bad' as const),
        }),
        { minLength: 1, selector: ({ rater }) => rater },
      ),
      score: fc.integer({ min: -3, max: 100 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((list) =>
    list.map((said, index) => ({
      ...said,
      question: `q${index} ${said.question}!`,
      answers: said.answers.map((answer, at) => ({ ...answer, model: `m${at}`, text: `“${answer.text}”` })),
    })),
  );

/** Rows in any order, each in one of three files. */
function spread(name: string, rows: readonly object[], places: readonly number[]): readonly InputFile[] {
  const placed = rows
    .map((row, index) => ({ row, place: places[index % places.length] ?? 0 }))
    .toSorted((left, right) => (left.place % 7) - (right.place % 7));
  return [0, 1, 2].flatMap((file) => {
    const own = placed.filter(({ place }) => place % 3 === file).map(({ row }) => row);
    return own.length === 0 ? [] : [lines(`${file}-${name}.jsonl`, own)];
  });
}

const places = fc.array(fc.nat(20), { minLength: 1, maxLength: 40 });

describe('whatever a table says comes out, in whatever order its rows are and however they are split over files', () => {
  it('with all responses in a row', async () => {
    const mapping = {
      prompt: ['q'],
      system: 's',
      responses: ['a', 'b'].map((column) => ({
        column,
        model: { from: 'column', column: `${column}_model` },
      })),
      promptVersion: { from: 'column', column: 'version' },
      verdict: {
        column: 'verdict',
        meanings: [
          { value: 'a', means: { is: 'better', response: 'a' } },
          { value: 'b', means: { is: 'better', response: 'b' } },
          { value: 'tie', means: { is: 'tie' } },
          { value: 'bad', means: { is: 'both-bad' } },
        ],
      },
      rater: 'rater',
    };
    await fc.assert(
      fc.asyncProperty(saidLists, places, async (list, at) => {
        const rows = list.flatMap(({ question, system, answers: [a, b], verdicts }) =>
          verdicts.map(({ rater, says }) => ({
            q: question,
            s: system,
            a: a?.text,
            b: b?.text,
            a_model: a?.model,
            b_model: b?.model,
            version: 'v',
            verdict: says,
            rater,
          })),
        );
        const imported = await importWith(mapping, ...spread('wide', rows, at));
        expect(shortProblems(imported)).toEqual([]);
        expect(sayResponses(imported).toSorted()).toEqual(
          list
            .flatMap(({ system, question, answers }) =>
              answers
                .slice(0, 2)
                .map(
                  ({ model, text }) =>
                    `${system === '' ? '' : `${system} | `}${question} / ${model} (v): ${text}`,
                ),
            )
            .toSorted(),
        );
        expect(sayJudgments(imported).toSorted()).toEqual(
          list
            .flatMap(({ answers: [a, b], verdicts }) =>
              verdicts.map(({ rater, says }) => {
                const outcome =
                  says === 'tie'
                    ? 'tie'
                    : says === 'bad'
                      ? 'both-bad'
                      : `${(says === 'a' ? a : b)?.text} clearly better`;
                return `${rater}: ${outcome} of ${a?.text}, ${b?.text}`;
              }),
            )
            .toSorted(),
        );
      }),
      { numRuns: 50 },
    );
  });

  it.each([null, 'id'])('with a response in each row, joined on %s', async (key) => {
    const mapping = {
      rows: 'response',
      key,
      prompt: ['q'],
      system: 's',
      responses: [{ column: 'r', model: { from: 'column', column: 'm' } }],
      promptVersion: { from: 'column', column: 'v' },
      ratings: [{ column: 'score', scale: 'overall' }],
      rater: 'rater',
    };
    await fc.assert(
      fc.asyncProperty(saidLists, places, async (list, at) => {
        const rows = list.flatMap(({ question, system, answers, score }, index) =>
          answers.map(({ model, version, text }) => ({
            id: index,
            q: question,
            s: system,
            m: model,
            v: version,
            r: text,
            score,
            rater: 'ann',
          })),
        );
        const imported = await importWith(mapping, ...spread('long', rows, at));
        expect(shortProblems(imported)).toEqual([]);
        expect(promptsOf(imported)).toHaveLength(list.length);
        expect(sayResponses(imported).toSorted()).toEqual(
          list
            .flatMap(({ system, question, answers }) =>
              answers.map(
                ({ model, version, text }) =>
                  `${system === '' ? '' : `${system} | `}${question} / ${model} (${version}): ${text}`,
              ),
            )
            .toSorted(),
        );
        expect(sayJudgments(imported).toSorted()).toEqual(
          list
            .flatMap(({ answers, score }) =>
              answers.map(({ text }) => `ann: overall ${score} (?) for ${text}`),
            )
            .toSorted(),
        );
      }),
      { numRuns: 50 },
    );
  });
});
