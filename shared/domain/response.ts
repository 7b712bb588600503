import { z } from 'zod';
import {
  compareCodePoints,
  promptIdSchema,
  type PromptId,
  type ResponseId,
  responseIdSchema,
  toComparableText,
  toContentId,
} from './ids.ts';
import { textRecordSchema } from './text-record.ts';

export const originSchema = z.object({
  /** `null` when the source does not say who wrote it (chosen/rejected files). */
  model: z.string().nullable(),
  promptVersion: z.string().optional(),
});

export type Origin = z.infer<typeof originSchema>;

export const responseSchema = z.object({
  id: responseIdSchema,
  promptId: promptIdSchema,
  turns: z.array(z.string()).min(1),
  origin: originSchema,
  metadata: textRecordSchema,
});

/** One model output for a prompt; *turns* holds its answers in order, one unless the prompt has follow-ups. */
export type Response = z.infer<typeof responseSchema>;

export type ResponseInput = Pick<Response, 'promptId' | 'turns' | 'origin'> &
  Partial<Pick<Response, 'metadata'>>;

/**
 * Makes a response with its content id: prompt, model, prompt version and text.
 *
 * Two models that answer with the same words are two responses; the same words of one model arriving twice are one.
 */
export function createResponse(input: ResponseInput): Response {
  const { promptId, turns, origin, metadata = {} } = input;
  return {
    id: toContentId<ResponseId>([
      'response',
      promptId satisfies PromptId,
      origin.model,
      origin.promptVersion ?? null,
      turns.map(toComparableText),
    ]),
    promptId,
    turns,
    origin,
    metadata,
  };
}

/** What the metadata of a response say whose answer is, or ends with, calls of tools. */
export const CALLS_TOOLS = { role: 'function_call' } as const;

/** Whether the answer of a response is, or ends with, calls of tools. */
export function callsTools({ metadata }: Pick<Response, 'metadata'>): boolean {
  return metadata['role'] === CALLS_TOOLS.role;
}

/**
 * The canonical order of two responses of one prompt: by model name in plain code-point order, then by id.
 *
 * Agreement is computed in this order, whatever side the responses were shown on. An unknown model sorts as ''.
 */
export function compareResponses(
  left: Pick<Response, 'id' | 'origin'>,
  right: Pick<Response, 'id' | 'origin'>,
): number {
  return (
    compareCodePoints(left.origin.model ?? '', right.origin.model ?? '') ||
    compareCodePoints(left.id, right.id)
  );
}
