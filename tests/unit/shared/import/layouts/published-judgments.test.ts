import { describe, expect, it } from 'vitest';
import { importAll, judgmentsOf, promptsOf, responsesOf, shortProblems } from '../support.ts';
import { askedIn, countEach, lines, readFixture, saidIn } from './judged.ts';

describe('LLMBar', () => {
  it('gives the label of every pair as a preference of a rater called after the file', async () => {
    const { file, text } = readFixture('llmbar/dataset.json', 'Manual/dataset.json');
    const rows = JSON.parse(text) as { input: string; output_1: string; output_2: string; label: number }[];
    const imported = await importAll([file]);
    expect(shortProblems(imported)).toEqual([]);
    expect(askedIn(imported)).toEqual(rows.map(({ input }) => input));
    expect(saidIn(imported)).toEqual(
      rows.map(
        ({ output_1, output_2, label }) =>
          `dataset 1: ${label === 1 ? output_1 : output_2} of ${output_1} / ${output_2}`,
      ),
    );
  });

  it('reports a label that is neither', async () => {
    const row = { input: 'q', output_1: 'a', output_2: 'b', label: 0 };
    expect(shortProblems(await importAll([lines('dataset.jsonl', row)]))).toEqual([
      'dataset.jsonl:1 label unknown_winner',
    ]);
  });
});

describe('UKPConvArg1', () => {
  it.each([
    ['tv-is-better-than-books_tv', 'tv is better than books (tv)', 120],
    [
      'should-physical-education-be-mandatory-in-schools-_yes-',
      'should physical education be mandatory in schools (yes)',
      60,
    ],
  ])('compares the arguments of %s', async (stem, topic, count) => {
    const { file, text } = readFixture(`ukp_convarg1/${stem}.csv`, `${stem}.csv`);
    const rows = text
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    const imported = await importAll([file]);
    expect(shortProblems(imported)).toEqual([]);
    expect(askedIn(imported)).toEqual([topic]);
    expect(saidIn(imported)).toEqual(
      rows.map(([, label, a1, a2]) => `${stem} 1: ${label === 'a1' ? a1 : a2} of ${a1} / ${a2}`),
    );
    expect(rows).toHaveLength(count);
    expect(new Set(responsesOf(imported).map(({ metadata }) => metadata['argument']))).toEqual(
      new Set(rows.flatMap(([id = '']) => id.split('_'))),
    );
  });

  it('uses the whole name where there is no stance, and reports another label', async () => {
    const row = { '#id': 'x', label: 'equal', a1: 'a', a2: 'b' };
    const imported = await importAll([
      lines('ban-plastic-bottles.jsonl', row, { ...row, label: 'a2' }, { ...row, label: 'a1', a2: '' }),
    ]);
    expect(askedIn(imported)).toEqual(['ban plastic bottles']);
    expect(saidIn(imported)).toEqual(['ban-plastic-bottles 1: b of a / b']);
    expect(shortProblems(imported)).toEqual([
      'ban-plastic-bottles.jsonl:1 label unknown_winner',
      'ban-plastic-bottles.jsonl:3 a2 empty_response',
    ]);
  });
});

describe('factuality of XSum summaries', () => {
  const path = 'xsum_hallucination/factuality_annotations_xsum_summaries.csv';
  /** The ends of a line are plain even where the summary is quoted. */
  const rows = readFixture(path)
    .text.trimEnd()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const cells = line.split(',');
      return { document: cells[0], system: cells[1], isFactual: cells.at(-2), worker: cells.at(-1) };
    });

  it('rates each summary once per worker who answered', async () => {
    const imported = await importAll([readFixture(path).file]);
    const answered = rows.filter(({ isFactual }) => isFactual !== 'NULL');
    const models = new Map(responsesOf(imported).map(({ id, origin }) => [id, origin.model]));
    const names = new Map(imported.summary.raters.map(({ id, name }) => [id, name]));
    const rated = judgmentsOf(imported).map(({ raterId, value }) => {
      if (value.kind !== 'rating') throw new Error(value.kind);
      return `${names.get(raterId)} ${models.get(value.responseId)} ${value.scale} ${value.score}`;
    });
    expect(countEach(rated)).toEqual(
      countEach(
        answered.map(
          ({ worker, system, isFactual }) => `${worker} ${system} is_factual ${isFactual === 'yes' ? 1 : 0}`,
        ),
      ),
    );
    expect(judgmentsOf(imported)[0]?.value).toMatchObject({ range: { min: 0, max: 1 } });
  });

  it('keeps the summaries of those who gave no answer, and reports each', async () => {
    const imported = await importAll([readFixture(path).file]);
    const silent = rows.filter(({ isFactual }) => isFactual === 'NULL');
    expect([...imported.summary.leftOutByCode]).toEqual([['no_answer', silent.length]]);
    expect(silent).toHaveLength(12);
    expect(new Set(askedIn(imported))).toEqual(new Set(rows.map(({ document }) => document)));
    expect(responsesOf(imported)).toHaveLength(
      new Set(rows.map(({ document, system }) => `${document} ${system}`)).size,
    );
  });
});

describe('SQuALITY', () => {
  interface Review {
    readonly worker_id: string;
    readonly annotations: readonly { readonly annotation: readonly string[]; readonly selection: string }[];
    readonly 'overall-rank': number;
    readonly 'overall-rating': number;
    readonly 'correctness-rating': number;
    readonly 'selection-rating': number;
  }
  interface Passage {
    readonly 'passage-id': string;
    readonly questions: Record<
      string,
      Record<string, { readonly response: string; readonly reviews: readonly Review[] }>
    >;
  }

  it('gives rankings, ratings and comments of every worker', async () => {
    const { file, text } = readFixture('squality/all-responses.jsonl', 'all-responses.jsonl');
    const passages = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Passage);
    const imported = await importAll([file]);
    const expected = passages.flatMap(({ questions }) =>
      Object.values(questions).flatMap((systems) => {
        const all = Object.values(systems);
        const workers = [...new Set(all.flatMap(({ reviews }) => reviews.map(({ worker_id }) => worker_id)))];
        const rankOf = (worker: string, reviews: readonly Review[]): number =>
          reviews.find(({ worker_id }) => worker_id === worker)?.['overall-rank'] ?? 0;
        const rankings = workers.map((worker) => {
          const ranked = all.toSorted(
            (left, right) => rankOf(worker, left.reviews) - rankOf(worker, right.reviews),
          );
          return `worker_id ${worker} 1: ${ranked.map(({ response }) => response).join(' > ')} of 3`;
        });
        const others = all.flatMap(({ response, reviews }) =>
          reviews.flatMap((review) => [
            ...(['correctness', 'selection', 'overall'] as const).map(
              (scale) =>
                `worker_id ${review.worker_id} 1: ${response} ${scale} ${review[`${scale}-rating`]} of 0..100`,
            ),
            ...review.annotations.flatMap(({ annotation, selection }) => {
              const words = annotation.map((word) => word.trim()).filter((word) => word !== '');
              const marked = selection.trim() === '' ? [] : [`“${selection}”`];
              const comment = [...marked, ...words].join('\n');
              return comment === '' ? [] : [`worker_id ${review.worker_id} 1: ${response}: ${comment}`];
            }),
          ]),
        );
        return [...rankings, ...others];
      }),
    );
    expect(shortProblems(imported)).toEqual([]);
    expect(countEach(saidIn(imported))).toEqual(countEach(expected));
    expect(askedIn(imported)).toEqual(
      passages.flatMap((passage) =>
        Object.keys(passage.questions).map((key) => `${passage['passage-id']}\n${key}`),
      ),
    );
  });

  it('keeps ranks by one aspect with the response, and reports what is no rating', async () => {
    const review = {
      worker_id: '3',
      annotations: [],
      'overall-rating': 50,
      'overall-rank': 1,
      'correctness-rank': 2,
    };
    const imported = await importAll([
      lines('all.jsonl', {
        'passage-id': 'p',
        questions: {
          q: {
            m: { response: 'a', reviews: [review, { ...review, worker_id: '4', 'overall-rating': 101 }] },
            n: { response: 'b', reviews: [{ ...review, 'overall-rank': 1 }] },
            o: { response: '', reviews: [] },
          },
        },
      }),
    ]);
    expect(saidIn(imported)).toEqual([
      'worker_id 3 1: a overall 50 of 0..100',
      'worker_id 3 1: b overall 50 of 0..100',
      'worker_id 3 1: a = b of 2',
    ]);
    expect(responsesOf(imported).map(({ metadata }) => metadata['correctness-rank of worker_id 3'])).toEqual([
      '2',
      '2',
    ]);
    expect(shortProblems(imported)).toEqual([
      'all.jsonl:1 questions.q.m.reviews.1.overall-rating bad_value',
      'all.jsonl:1 questions.q.o.response empty_response',
    ]);
    expect(promptsOf(imported)).toHaveLength(1);
  });
});
