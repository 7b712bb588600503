import type { Row } from '../row.ts';
import { alpacaEval } from './alpaca-eval.ts';
import type { Layout } from './layout.ts';
import { mtBenchAnswers, mtBenchReferences } from './mt-bench-answers.ts';
import { mtBenchJudgments } from './mt-bench-judgments.ts';
import { mtBenchQuestions } from './mt-bench-questions.ts';

/** Layouts with fields of their own, the more particular ones first. */
export const LAYOUTS: readonly Layout[] = [
  mtBenchQuestions,
  mtBenchReferences,
  mtBenchAnswers,
  mtBenchJudgments,
  alpacaEval,
];

export function findLayout(rows: readonly Row[], fileName: string): Layout | undefined {
  return LAYOUTS.find((layout) => layout.matches(rows, fileName));
}
