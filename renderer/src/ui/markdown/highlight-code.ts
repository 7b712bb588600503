import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import go from 'highlight.js/lib/languages/go';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import markdown from 'highlight.js/lib/languages/markdown';
import python from 'highlight.js/lib/languages/python';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';

const languages = {
  bash,
  c,
  cpp,
  css,
  diff,
  go,
  java,
  javascript,
  json,
  markdown,
  python,
  rust,
  sql,
  typescript,
  xml,
  yaml,
};
for (const [name, language] of Object.entries(languages)) highlighter.registerLanguage(name, language);

/** Longer code is left in one colour: the grammars are regular expressions and can be slow. */
const MAX_HIGHLIGHTED_LENGTH = 30_000;

/**
 * Colours code in a known language.
 *
 * @returns HTML in which the code is escaped, or `undefined` for an unknown language or long code. No language is
 *   guessed: a wrong guess colours nonsense.
 */
export function highlightCode(code: string, language: string): string | undefined {
  if (code.length > MAX_HIGHLIGHTED_LENGTH || highlighter.getLanguage(language) === undefined)
    return undefined;
  return highlighter.highlight(code, { language, ignoreIllegals: true }).value;
}
