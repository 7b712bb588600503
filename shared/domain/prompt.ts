import { z } from 'zod';
import { textRecordSchema } from './text-record.ts';
import { type PromptId, promptIdSchema, toComparableText, toContentId } from './ids.ts';

export const messageSchema = z.object({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string(),
  toolCalls: z.string().exactOptional(),
});

/**
 * One turn of a conversation, in the roles that chat templates know.
 *
 * *toolCalls*: the calls that an assistant turn makes, as JSON text in the form in which they came.
 */
export type Message = z.infer<typeof messageSchema>;

/** Stands in a text where an image belongs; the nth mark of a conversation is its nth image. LLaMA-Factory's and ms-swift's. */
export const IMAGE_MARK = '<image>';

export const promptSchema = z.object({
  id: promptIdSchema,
  messages: z.array(messageSchema).min(1),
  followUps: z.array(z.string()),
  reference: z.array(z.string()),
  context: z.array(z.string()),
  tags: z.array(z.string()),
  tools: z.string().exactOptional(),
  images: z.array(z.string()).exactOptional(),
  metadata: textRecordSchema,
  split: z.enum(['train', 'eval']),
  probe: z.enum(['concept', 'practical']).optional(),
});

/**
 * What the models were asked.
 *
 * - *messages*: the conversation up to the first answer, the same for all responses; ends with `user` (or `tool`).
 * - *followUps*: later user turns. A response to a prompt with n follow-ups has n + 1 turns of its own.
 * - *reference*: the reference answer, one text per answered turn; empty when there is none.
 * - *context*: retrieved passages.
 * - *tools*: the tools that the model was offered, as JSON text in the form in which they came.
 * - *images*: paths or addresses in the order in which the text refers to them; the images themselves stay where they are.
 * - *metadata*: whatever else the source said, as text.
 */
export type Prompt = z.infer<typeof promptSchema>;

/** What a caller knows of a prompt; everything else is empty. */
export type PromptInput = Pick<Prompt, 'messages'> & Partial<Omit<Prompt, 'id' | 'messages'>>;

/**
 * Makes a prompt with its content id: messages and follow-ups, compared as `toComparableText` says, with tool calls,
 * tools and images where there are any.
 */
export function createPrompt(input: PromptInput): Prompt {
  const { messages, followUps = [], tools, images = [], probe } = input;
  return {
    id: toContentId<PromptId>([
      'prompt',
      messages.map(({ role, content, toolCalls }) =>
        toolCalls === undefined
          ? [role, toComparableText(content)]
          : [role, toComparableText(content), toolCalls],
      ),
      followUps.map(toComparableText),
      ...(tools === undefined && images.length === 0 ? [] : [tools ?? null, images]),
    ]),
    messages,
    followUps,
    reference: input.reference ?? [],
    context: input.context ?? [],
    ...(tools === undefined ? {} : { tools }),
    ...(images.length === 0 ? {} : { images }),
    tags: input.tags ?? [],
    metadata: input.metadata ?? {},
    split: input.split ?? 'train',
    ...(probe === undefined ? {} : { probe }),
  };
}

/** The number of answers a response to this prompt holds: 1 + follow-ups. */
export function countTurns(prompt: Pick<Prompt, 'followUps'>): number {
  return 1 + prompt.followUps.length;
}
