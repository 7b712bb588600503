/**
 * The messages between a page and a worker that does one job for it.
 *
 * The worker may ask the page for things that only the page has (bytes of an opened file, a place to write): `ask` and
 * `answer`. Everything is structured-cloned; byte arrays are transferred, not copied.
 */
export type ToWorker =
  | { readonly type: 'start'; readonly input: unknown }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refuse'; readonly id: number; readonly message: string };

export type FromWorker =
  | { readonly type: 'ask'; readonly id: number; readonly question: unknown }
  | { readonly type: 'progress'; readonly progress: unknown }
  | { readonly type: 'done'; readonly output: unknown }
  | { readonly type: 'failed'; readonly message: string };

/** What one kind of job takes, reports and gives. */
export interface JobTypes {
  readonly input: unknown;
  readonly progress: unknown;
  readonly output: unknown;
  /** What the worker may ask of the page, by name. */
  readonly questions: Readonly<Record<string, { readonly question: unknown; readonly answer: unknown }>>;
}

/** How the page answers, one function per question. */
export type Answers<Job extends JobTypes> = {
  readonly [Name in keyof Job['questions']]: (
    question: Job['questions'][Name]['question'],
  ) => Promise<Job['questions'][Name]['answer']>;
};

/** Finds the byte arrays that a value is made of, to be moved instead of copied. */
export function listTransferables(value: unknown): ArrayBuffer[] {
  if (value instanceof Uint8Array) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(listTransferables);
  return [];
}
