import { type KatexOptions, render } from 'katex';
import 'katex/dist/katex.min.css';
import type { Formula } from './formula-rules.ts';
import { findInvisible } from './mark-invisible.ts';

/** All formulas of one text may take this long (ms); the rest stays as it was written. */
const BUDGET_MS = 50;

const options = {
  // HTML for the eyes, MathML for those who listen.
  output: 'htmlAndMathml',
  // No \href, \includegraphics, \html…: nothing that loads, links or carries attributes.
  trust: false,
  maxExpand: 1000,
  maxSize: 20,
  throwOnError: true,
  strict: 'ignore',
} as const satisfies KatexOptions;

/**
 * Puts the formulas into their places. KaTeX builds nodes from TeX, so none of it goes through an HTML parser and the
 * sanitiser needs to allow neither styles nor SVG nor MathML. A formula that KaTeX cannot set, or that hides
 * characters, stays as its source.
 */
export function setFormulas(root: DocumentFragment, formulas: readonly Formula[]): void {
  if (formulas.length === 0) return;
  const deadline = performance.now() + BUDGET_MS;
  for (const place of root.querySelectorAll<HTMLElement>('[data-formula]')) {
    const formula = formulas[Number(place.dataset['formula'])];
    if (!formula || performance.now() > deadline || findInvisible(formula.tex).length > 0) continue;
    const set = document.createElement('span');
    try {
      // Macros of one formula must not reach the next one.
      render(formula.tex, set, { ...options, displayMode: formula.isDisplay, macros: {} });
    } catch {
      // Not TeX that KaTeX knows: the source says more than an error message.
      continue;
    }
    place.replaceChildren(set);
    place.classList.add('set');
  }
}
