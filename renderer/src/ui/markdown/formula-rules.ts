import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

export interface Formula {
  /** What stands between the delimiters. */
  readonly tex: string;
  /** On a line of its own. */
  readonly isDisplay: boolean;
}

/** What a rendering collects besides its HTML. (A type, since an interface is not open enough for markdown-it.) */
export type FormulaEnvironment = { formulas: Formula[] };

/** A formula that is longer than this is no formula; the cap keeps the search for its end short. */
const MAX_FORMULA_LENGTH = 2000;

/**
 * Teaches markdown-it formulas: `$…$`, `$$…$$`, `\(…\)` and `\[…\]`. They leave a place with a number and
 * their source in the HTML and go into `env.formulas`, so that TeX never meets an HTML parser.
 */
export function addFormulaRules(markdown: MarkdownIt): void {
  // Before `escape`, which would take `\(` for an escaped bracket.
  markdown.inline.ruler.before('escape', 'formula', parseInline);
  markdown.block.ruler.before('fence', 'formula_block', parseBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  const render: MarkdownIt['renderer']['rules']['formula'] = (tokens, index, _options, env) => {
    const token = tokens[index];
    if (!token) return '';
    // `renderMarkdown` is the only caller and gives this environment.
    const { formulas } = env as unknown as FormulaEnvironment;
    const source = markdown.utils.escapeHtml(token.content);
    const place = formulas.push({
      tex: token.content.slice(token.markup.length, -token.markup.length),
      isDisplay: token.block || token.markup === '$$' || token.markup === '\\[',
    });
    return token.block
      ? `<div class="formula" data-formula="${place - 1}">${source}</div>\n`
      : `<span class="formula" data-formula="${place - 1}">${source}</span>`;
  };
  markdown.renderer.rules['formula'] = render;
  markdown.renderer.rules['formula_block'] = render;
}

function parseInline(state: StateInline, silent: boolean): boolean {
  const found = findInlineFormula(state.src, state.pos, state.posMax);
  if (!found) return false;
  if (!silent) {
    const token = state.push('formula', '', 0);
    token.content = state.src.slice(state.pos, found.end);
    token.markup = found.markup;
  }
  state.pos = found.end;
  return true;
}

interface Found {
  /** What opens it; what closes it is as long. */
  readonly markup: '$' | '$$' | '\\(' | '\\[';
  readonly end: number;
}

function findInlineFormula(text: string, start: number, limit: number): Found | undefined {
  const two = text.slice(start, start + 2);
  if (two === '$$' || two === '\\[' || two === '\\(') {
    const end = findClosing(text, start + 2, limit, two);
    return end === undefined ? undefined : { markup: two, end };
  }
  if (!two.startsWith('$')) return undefined;
  // "$5 and $10" is money: what opens stands before no space, what closes after none and before no digit.
  const window = text.slice(start, Math.min(limit, start + MAX_FORMULA_LENGTH));
  const match = /^\$(?!\s)(?:\\[^]|[^\\$])*?[^\s\\$]?\$(?!\d)/.exec(window);
  return match && !/\s\$$/.test(match[0]) && match[0].length > 2
    ? { markup: '$', end: start + match[0].length }
    : undefined;
}

const closings = { $$: '$$', '\\[': '\\]', '\\(': '\\)' } as const;

/** The last search for each closing delimiter: thousands of openings that nothing closes must not each search the text. */
const searches = new Map<string, { readonly text: string; readonly from: number; readonly found: number }>();

/** Where the formula ends (behind its closing delimiter) whose content begins at *from*. */
function findClosing(
  text: string,
  from: number,
  limit: number,
  markup: keyof typeof closings,
): number | undefined {
  const closing = closings[markup];
  let search = searches.get(closing);
  const isUsable =
    search?.text === text && search.from <= from && (search.found === -1 || search.found >= from);
  if (!search || !isUsable) {
    search = { text, from, found: text.indexOf(closing, from) };
    searches.set(closing, search);
  }
  const { found } = search;
  const end = found + closing.length;
  if (found === -1 || end > limit || end - from > MAX_FORMULA_LENGTH) return undefined;
  return text.slice(from, found).trim() === '' ? undefined : end;
}

/** A formula that begins its line with `$$` or `\[` and ends a line with the same, on the same line or a later one. */
function parseBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const from = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const markup = state.src.slice(from, from + 2);
  if (markup !== '$$' && markup !== '\\[') return false;
  if ((state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;

  const end = findClosing(state.src, from + 2, state.src.length, markup);
  if (end === undefined) return false;
  let line = startLine;
  while ((state.eMarks[line] ?? Number.POSITIVE_INFINITY) < end) {
    line += 1;
    // Text that is less indented than the list or quote it is in belongs to something else.
    if (line >= endLine || (state.sCount[line] ?? 0) < state.blkIndent) return false;
  }
  if (state.src.slice(end, state.eMarks[line]).trim() !== '') return false;
  if (silent) return true;

  const token = state.push('formula_block', '', 0);
  token.block = true;
  token.markup = markup;
  token.content = state.getLines(startLine, line + 1, state.blkIndent, false).trim();
  token.map = [startLine, line + 1];
  state.line = line + 1;
  return true;
}
