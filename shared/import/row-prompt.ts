import { ok, type Result } from '../base/result.ts';
import type { PromptInput } from '../domain/prompt.ts';
import { checkPromptMessages, type Conversation, withSystem } from './conversation.ts';
import { readOptionalText } from './fields.ts';
import { readImages, readTools } from './row-attachments.ts';
import type { Fault, JsonObject } from './row.ts';

/** Fields beside the conversation that `readRowPrompt` reads. */
export const PROMPT_FIELDS = ['system', 'tools', 'images', 'image'] as const;

/**
 * What a row asks: the conversation up to the answer, with the row's system message, tools and images. Images of the
 * row come after those in the messages.
 *
 * @param path where the conversation stands
 */
export function readRowPrompt(
  value: JsonObject,
  conversation: Conversation,
  path: string,
): Result<PromptInput, Fault> {
  const system = readOptionalText(value, 'system');
  if (!system.ok) return system;
  const tools = readTools(value);
  if (!tools.ok) return tools;
  const images = readImages(value);
  if (!images.ok) return images;
  const messages = checkPromptMessages(withSystem(conversation.messages, system.value), path);
  if (!messages.ok) return messages;
  return ok({
    messages: [...messages.value],
    images: [...conversation.images, ...images.value],
    ...(tools.value === undefined ? {} : { tools: tools.value }),
  });
}
