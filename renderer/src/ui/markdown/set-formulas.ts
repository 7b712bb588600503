import { type KatexOptions, render } from 'katex';
import 'katex/dist/katex.min.css';
import type { Formula } from './formula-rules.ts';
import { findInvisible } from './mark-invisible.ts';

/** How long the formulas of one text may keep the screen waiting (ms); the rest follows in slices of the same length. */
const SLICE_MS = 50;

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
 * characters, stays as its source; so do those whose turn comes later, until it comes.
 */
export function setFormulas(root: DocumentFragment, formulas: readonly Formula[]): void {
  if (formulas.length === 0) return;
  const places = [...root.querySelectorAll<HTMLElement>('[data-formula]')];
  setSlice(places, formulas);
}

function setSlice(places: HTMLElement[], formulas: readonly Formula[]): void {
  const end = performance.now() + SLICE_MS;
  while (performance.now() < end) {
    const place = places.shift();
    if (!place) return;
    const formula = formulas[Number(place.dataset['formula'])];
    if (formula) setFormula(place, formula);
  }
  setTimeout(() => {
    // Somebody has gone on to the next text: nobody waits for these any more.
    if (places[0]?.isConnected === true) setSlice(places, formulas);
  });
}

function setFormula(place: HTMLElement, formula: Formula): void {
  if (findInvisible(formula.tex).length > 0) return;
  const set = document.createElement('span');
  try {
    // Macros of one formula must not reach the next one.
    render(formula.tex, set, { ...options, displayMode: formula.isDisplay, macros: {} });
  } catch {
    // Not TeX that KaTeX knows: the source says more than an error message.
    return;
  }
  place.replaceChildren(set);
  place.classList.add('set');
}
