import type { Origin } from '../domain/response.ts';
import type { Catalogue } from './catalogue.ts';

/** Which prompts are wanted: those with a response that can be seen and is all of what is named here. */
export interface ItemFilter {
  /** Whether a response by this author counts; all do when left out. */
  readonly isFrom?: (origin: Origin) => boolean;
  /** How many such responses a prompt has at least; 1 when left out. */
  readonly atLeast?: number;
}

/** How many responses that can be seen each origin wrote, in the order of `Catalogue.origins`. */
export function countByOrigin(catalogue: Catalogue): Uint32Array {
  const { origins, visible } = catalogue.columns();
  const counts = new Uint32Array(catalogue.origins.length);
  for (let response = 0; response < origins.length; response += 1) {
    const origin = origins[response] ?? 0;
    counts[origin] = (counts[origin] ?? 0) + (visible[response] ?? 0);
  }
  return counts;
}

/** The numbers of the prompts that a filter lets through, in import order. */
export function filterPrompts(catalogue: Catalogue, { isFrom, atLeast = 1 }: ItemFilter): Uint32Array {
  const { origins, prompts, visible } = catalogue.columns();
  const wanted = Uint8Array.from(catalogue.origins, (origin) => (isFrom?.(origin) === false ? 0 : 1));
  const found = new Uint32Array(catalogue.promptCount);
  for (let response = 0; response < origins.length; response += 1) {
    const prompt = prompts[response] ?? 0;
    found[prompt] = (found[prompt] ?? 0) + (visible[response] ?? 0) * (wanted[origins[response] ?? 0] ?? 0);
  }
  let kept = 0;
  for (let prompt = 0; prompt < found.length; prompt += 1) {
    if ((found[prompt] ?? 0) < atLeast || catalogue.turns(prompt) === 0) continue;
    // Written over what has been read already: the list of those let through is never longer.
    found[kept] = prompt;
    kept += 1;
  }
  return found.slice(0, kept);
}
