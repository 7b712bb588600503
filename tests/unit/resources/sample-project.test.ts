import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const message = z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string().min(1) });
const response = z.strictObject({
  model: z.enum(['heron-7b', 'lark-14b', 'osprey-32b']),
  promptVersion: z.enum(['A', 'B']),
  text: z.string().min(1),
});
const samplePrompt = z.strictObject({
  id: z.string().regex(/^(zh|en)-[a-z-]+$/),
  language: z.enum(['zh', 'en']),
  tags: z.array(z.string().min(1)).min(1),
  probe: z.enum(['concept', 'practical']).optional(),
  messages: z.array(message).min(1),
  reference: z.string().min(1).optional(),
  responses: z.array(response).min(2),
});
type SamplePrompt = z.infer<typeof samplePrompt>;

const file = new URL('../../../resources/sample/sample-project.jsonl', import.meta.url);
const prompts = readSample(readFileSync(file, 'utf8'));

/** Parses every line on its own; the last line ends with a newline. */
function readSample(text: string): SamplePrompt[] {
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => samplePrompt.parse(JSON.parse(line)));
}

function promptById(id: string): SamplePrompt {
  const found = prompts.find((prompt) => prompt.id === id);
  if (found === undefined) throw new Error(`The sample has no prompt ${id}.`);
  return found;
}

/** Counts by key, as a plain object that a test can compare at once. */
function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Record<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return Object.fromEntries(counts);
}

/** Says what a response to a JSON ticket did with the format; field order does not matter. */
function formatOf(text: string, expectedFields: readonly string[]): 'exact' | 'wrong fields' | 'not JSON' {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'not JSON';
  }
  const fields = Object.keys(z.record(z.string(), z.unknown()).parse(value));
  return fields.toSorted().join() === expectedFields.toSorted().join() ? 'exact' : 'wrong fields';
}

/** The monthly rate at which equal payments are worth the principal, by bisection. */
function monthlyRate(principal: number, payment: number, months: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    const worth = (payment * (1 - (1 + middle) ** -months)) / middle;
    if (worth > principal) low = middle;
    else high = middle;
  }
  return low;
}

test('the sample has 12 Chinese and 12 English prompts with 2, 3 or 4 responses', () => {
  expect(countBy(prompts, (prompt) => `${prompt.language} with ${prompt.responses.length}`)).toEqual({
    'zh with 2': 5,
    'zh with 3': 4,
    'zh with 4': 3,
    'en with 2': 5,
    'en with 3': 4,
    'en with 4': 3,
  });
  for (const prompt of prompts) expect(prompt.id.slice(0, 2)).toBe(prompt.language);
});

test('prompts are told apart by id and text, and end with the user speaking', () => {
  expect(new Set(prompts.map((prompt) => prompt.id)).size).toBe(prompts.length);
  expect(new Set(prompts.map((prompt) => JSON.stringify(prompt.messages))).size).toBe(prompts.length);
  expect(prompts.filter((prompt) => prompt.messages.at(-1)?.role !== 'user')).toEqual([]);
});

test('no text is blank, and no prompt holds a text or an origin twice', () => {
  const faulty = prompts.filter((prompt) => {
    const texts = new Set(prompt.responses.map((one) => one.text.trim()));
    const origins = new Set(prompt.responses.map((one) => `${one.model} ${one.promptVersion}`));
    return texts.has('') || texts.size < prompt.responses.length || origins.size < prompt.responses.length;
  });
  expect(faulty.map((prompt) => prompt.id)).toEqual([]);
});

test('every model answers under both prompt versions in both languages', () => {
  const cells = new Set(
    prompts.flatMap((prompt) =>
      prompt.responses.map((one) => `${one.model} ${one.promptVersion} ${prompt.language}`),
    ),
  );
  expect(cells.size).toBe(3 * 2 * 2);
});

test('both probe kinds occur in both languages', () => {
  const probes = prompts.filter((prompt) => prompt.probe !== undefined);
  expect(new Set(probes.map((prompt) => `${prompt.probe} ${prompt.language}`)).size).toBe(4);
});

test('the JSON tickets hold one exact answer or more and break the format in each planned way', () => {
  const tickets = prompts.filter((prompt) => prompt.tags.includes('json'));
  expect(tickets).toHaveLength(4);
  const outcomes = tickets.map((prompt) => {
    const fields = Object.keys(z.record(z.string(), z.unknown()).parse(JSON.parse(prompt.reference ?? '')));
    const formats = countBy(prompt.responses, (one) => formatOf(one.text, fields));
    return [prompt.id, formats];
  });
  expect(Object.fromEntries(outcomes)).toEqual({
    'zh-ticket-refund-json': { exact: 1, 'not JSON': 1, 'wrong fields': 1 },
    'zh-ticket-logistics-json': { exact: 2, 'not JSON': 1, 'wrong fields': 1 },
    'zh-ticket-missing-order-json': { exact: 2 },
    'en-ticket-triage-json': { exact: 2, 'not JSON': 1, 'wrong fields': 1 },
  });
});

test('one pair is nearly identical and one response has 600 words or more', () => {
  const [first, second] = promptById('zh-service-delay-reply').responses.map((one) => one.text.split(''));
  expect(first).toHaveLength(second?.length ?? 0);
  expect(first?.filter((character, index) => character !== second?.[index])).toHaveLength(3);

  const words = prompts.flatMap((prompt) => prompt.responses.map((one) => one.text.split(/\s+/).length));
  expect(words.filter((count) => count >= 600)).toHaveLength(1);
});

test('the figures in the references come out again when recomputed', () => {
  const card = monthlyRate(12_000, 1_072, 12);
  const practice = promptById('zh-instalment-practice').reference;
  expect(practice).toContain(`${(card * 100).toFixed(3)}%`);
  expect(practice).toContain(`${(card * 12 * 100).toFixed(2)}%`);
  expect(practice).toContain(`${(((1 + card) ** 12 - 1) * 100).toFixed(2)}%`);

  const loanPayment = (9_600 * 0.009) / (1 - 1.009 ** -24);
  const decision = promptById('zh-instalment-decision').reference;
  expect(decision).toContain(`${loanPayment.toFixed(2)} 元`);
  expect(decision).toContain(`${(monthlyRate(9_600, 452.8, 24) * 12 * 100).toFixed(1)}%`);

  const savings = [15_000, 18_000, 20_000, 12_000];
  const presentValue = savings.reduce((sum, saving, index) => sum + saving / 1.1 ** (index + 1), 0);
  const netPresentValue = (presentValue - 50_000).toLocaleString('en', { maximumFractionDigits: 2 });
  expect(promptById('en-npv-decision').reference).toContain(`NPV = ${netPresentValue} > 0`);

  const annuity = (240_000 * 0.0035) / (1 - 1.0035 ** -300);
  const payment = annuity.toLocaleString('en', { maximumFractionDigits: 2 });
  expect(promptById('en-annuity-latex').reference).toContain(`gives ${payment} a month`);
});
