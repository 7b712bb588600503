import { appendMarked, markInvisible } from './mark-invisible.ts';
import { MAX_MARKDOWN_LENGTH, type RenderedText, renderMarkdown } from './render-markdown.ts';
import { setFormulas } from './set-formulas.ts';
import { toSafeFragment } from './to-safe-fragment.ts';

/** The words that the program adds to a text. */
export interface TextLabels {
  readonly reasoning: string;
  readonly plain: string;
  readonly image: (address: string) => string;
  readonly link: (address: string) => string;
  readonly marks: (count: number) => string;
}

/** Addresses are shown to be read; data: ones can be megabytes. */
const MAX_ADDRESS_LENGTH = 200;

/** Texts whose Markdown has been read, the last used at the end. */
const rendered = new Map<string, RenderedText>();
const MAX_KEPT = 64;

/** Builds the nodes that show a text written by a model: formatted, harmless, and with nothing hidden in it. */
export function createTextFragment(text: string, labels: TextLabels): DocumentFragment {
  if (text.length > MAX_MARKDOWN_LENGTH) return createPlainFragment(text, labels);
  const { html, formulas } = recall(text);
  const fragment = toSafeFragment(html);
  const marks = markInvisible(fragment);
  setFormulas(fragment, formulas);
  label(fragment, labels);
  if (marks > 0) fragment.prepend(createNote(labels.marks(marks)));
  return fragment;
}

function createPlainFragment(text: string, labels: TextLabels): DocumentFragment {
  const fragment = document.createDocumentFragment();
  const plain = document.createElement('div');
  plain.className = 'plain';
  const marks = appendMarked(plain, text);
  fragment.append(createNote(labels.plain), plain);
  if (marks > 0) fragment.prepend(createNote(labels.marks(marks)));
  return fragment;
}

function recall(text: string): RenderedText {
  const known = rendered.get(text) ?? renderMarkdown(text);
  rendered.delete(text);
  rendered.set(text, known);
  const [oldest] = rendered.keys();
  if (rendered.size > MAX_KEPT && oldest !== undefined) rendered.delete(oldest);
  return known;
}

function label(fragment: DocumentFragment, labels: TextLabels): void {
  for (const summary of fragment.querySelectorAll('details.reasoning > summary')) {
    summary.textContent = labels.reasoning;
  }
  for (const link of fragment.querySelectorAll<HTMLElement>('a.link')) {
    link.title = labels.link(shorten(link.dataset['address'] ?? ''));
  }
  for (const image of fragment.querySelectorAll<HTMLElement>('span.image')) {
    const place = document.createElement('span');
    place.className = 'address';
    place.textContent = labels.image(shorten(image.dataset['address'] ?? ''));
    if (image.textContent !== '') image.append(' ');
    image.append(place);
  }
}

function shorten(address: string): string {
  return address.length > MAX_ADDRESS_LENGTH ? `${address.slice(0, MAX_ADDRESS_LENGTH)}…` : address;
}

function createNote(words: string): HTMLElement {
  const note = document.createElement('p');
  note.className = 'note';
  note.textContent = words;
  return note;
}
