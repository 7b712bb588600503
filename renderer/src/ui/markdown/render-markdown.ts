import createMarkdown, { type MarkdownIt, type Token } from 'markdown-it';
import { splitReasoning } from '../../../../shared/domain/reasoning.ts';
import { addFormulaRules, type Formula, type FormulaEnvironment } from './formula-rules.ts';
import { highlightCode } from './highlight-code.ts';

/** A text as HTML that still has to be sanitised when it is put into the page (`toSafeFragment`). */
export interface RenderedText {
  readonly html: string;
  /** The formulas of the places `data-formula="0"`, `"1"` … */
  readonly formulas: readonly Formula[];
}

/** A longer text (UTF-16 units) is shown as it is: some Markdown takes time that grows with the square. */
export const MAX_MARKDOWN_LENGTH = 200_000;

/** Longer text that may be one JSON value is not tried. */
const MAX_JSON_LENGTH = 50_000;

const markdown = createRenderer();

/**
 * Turns Markdown with code, tables and formulas into HTML. Deterministic, and nothing of it loads: images and links
 * become words. What the model thought before it answered (`<think>`) is folded away, and a text that is one JSON value
 * is shown as code, so that its line ends and indents stay.
 */
export function renderMarkdown(text: string): RenderedText {
  const environment: FormulaEnvironment = { formulas: [] };
  const { reasoning, answer } = splitReasoning(text) ?? { reasoning: '', answer: text };
  const folded =
    reasoning === ''
      ? ''
      : `<details class="reasoning"><summary></summary>${markdown.render(reasoning, environment)}</details>`;
  const html = isJson(answer) ? renderCode(answer, 'json') : markdown.render(answer, environment);
  return { html: folded + html, formulas: environment.formulas };
}

function isJson(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > MAX_JSON_LENGTH || !/^(?:\{[^]*\}|\[[^]*\])$/.test(trimmed)) return false;
  try {
    JSON.parse(trimmed);
    return true;
  } catch {
    // Brackets at both ends, but no JSON: an ordinary text.
    return false;
  }
}

function renderCode(code: string, language: string): string {
  const body = highlightCode(code, language) ?? markdown.utils.escapeHtml(code);
  return `<pre dir="ltr"><code>${body}</code></pre>\n`;
}

function createRenderer(): MarkdownIt {
  const renderer = createMarkdown({ html: false, linkify: true, breaks: true, maxNesting: 50 });
  // Only whole addresses: "e.g.net" and file names are no links.
  renderer.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  addFormulaRules(renderer);
  renderer.core.ruler.push('arrange', ({ tokens }) => {
    setDirections(tokens);
    for (const token of tokens) arrange(token);
  });
  const { rules } = renderer.renderer;
  const { escapeHtml, unescapeAll } = renderer.utils;
  rules['fence'] = (tokens, index) => {
    const token = tokens[index];
    return renderCode(
      token?.content ?? '',
      unescapeAll(token?.info ?? '')
        .trim()
        .split(/\s/)[0] ?? '',
    );
  };
  rules['code_block'] = (tokens, index) => renderCode(tokens[index]?.content ?? '', '');
  rules['table_open'] = () => '<div class="table"><table>\n';
  rules['table_close'] = () => '</table></div>\n';
  rules['link_open'] = (tokens, index) =>
    `<a class="link" data-address="${escapeHtml(String(tokens[index]?.attrGet('href') ?? ''))}">`;
  rules['image'] = (tokens, index) => {
    const token = tokens[index];
    return `<span class="image" data-address="${escapeHtml(String(token?.attrGet('src') ?? ''))}">${escapeHtml(token?.content ?? '')}</span>`;
  };
  return renderer;
}

const withDirection = new Set([
  'paragraph_open',
  'heading_open',
  'th_open',
  'td_open',
  'bullet_list_open',
  'ordered_list_open',
  'list_item_open',
  'blockquote_open',
]);
const firstStrong = /[\p{L}\p{N}]/u;
const rightToLeft =
  /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/**
 * Lets every block run in the direction of its first letter. The same as `dir="auto"`, which takes the browser time that
 * grows with the square where thousands of lines have no letter.
 */
function setDirections(tokens: readonly Token[]): void {
  // Backwards, so that what a block holds has been seen when the block opens.
  let direction = 'ltr';
  for (const token of tokens.toReversed()) {
    if (token.type === 'inline') {
      const letter = firstStrong.exec(token.content);
      direction = letter && rightToLeft.test(token.content.slice(letter.index)) ? 'rtl' : 'ltr';
    } else if (withDirection.has(token.type)) token.attrSet('dir', direction);
  }
}

/** Lowers headings below those of the screen, and uses no inline style. */
function arrange(token: Token): void {
  if (token.type === 'heading_open' || token.type === 'heading_close') {
    const level = Number(token.tag.slice(1));
    if (token.nesting === 1) token.attrSet('class', `heading-${Math.min(level, 4)}`);
    token.tag = `h${Math.min(level + 2, 6)}`;
  }
  const align = /^text-align:(left|center|right)$/.exec(String(token.attrGet('style') ?? ''))?.[1];
  token.attrs = token.attrs?.filter(([name]) => name !== 'style') ?? null;
  if (align !== undefined) token.attrSet('class', `align-${align}`);
}
