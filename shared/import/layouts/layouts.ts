import type { Row } from '../row.ts';
import { alpacaEvalAnnotations } from './alpaca-eval-annotations.ts';
import { alpacaEval } from './alpaca-eval.ts';
import { arenaBattles } from './arena-battles.ts';
import { arenaConversations } from './arena-conversations.ts';
import { arenaHardAnswers } from './arena-hard-answers.ts';
import { arenaHardQuestions } from './arena-hard-questions.ts';
import { argilla } from './argilla.ts';
import { helpSteerPreference } from './helpsteer-preference.ts';
import { helpSteer } from './helpsteer.ts';
import { hhRlhf } from './hh-rlhf.ts';
import { kto } from './kto.ts';
import { labelStudio } from './label-studio.ts';
import type { Layout } from './layout.ts';
import { llamafactoryPreference } from './llamafactory-preference.ts';
import { llmBar } from './llmbar.ts';
import { llmzooAnswers } from './llmzoo-answers.ts';
import { llmzooQuestions } from './llmzoo-questions.ts';
import { msSwiftPreference } from './ms-swift-preference.ts';
import { mtBenchAnswers, mtBenchReferences } from './mt-bench-answers.ts';
import { mtBenchJudgments } from './mt-bench-judgments.ts';
import { mtBenchQuestions } from './mt-bench-questions.ts';
import { openAiPreference } from './openai-preference.ts';
import { pairwrightSample } from './pairwright-sample.ts';
import { pandaLm } from './pandalm.ts';
import { sftAlpaca } from './sft-alpaca.ts';
import { sftCompletion } from './sft-completion.ts';
import { sftMessages, sftShareGpt } from './sft-conversations.ts';
import { squality } from './squality.ts';
import { trlPreference } from './trl-preference.ts';
import { ukpConvArg } from './ukp-convarg.ts';
import { ultraFeedbackBinarized } from './ultrafeedback-binarized.ts';
import { ultraFeedback } from './ultrafeedback.ts';
import { xsumFactuality } from './xsum-factuality.ts';

/** Layouts with fields of their own, the more particular ones first. */
export const LAYOUTS: readonly Layout[] = [
  labelStudio,
  argilla,
  arenaHardQuestions,
  arenaHardAnswers,
  mtBenchQuestions,
  mtBenchReferences,
  mtBenchAnswers,
  llmzooQuestions,
  llmzooAnswers,
  arenaConversations,
  arenaBattles,
  mtBenchJudgments,
  alpacaEvalAnnotations,
  alpacaEval,
  pandaLm,
  llmBar,
  ukpConvArg,
  xsumFactuality,
  squality,
  openAiPreference,
  msSwiftPreference,
  kto,
  helpSteer,
  helpSteerPreference,
  ultraFeedback,
  ultraFeedbackBinarized,
  hhRlhf,
  llamafactoryPreference,
  trlPreference,
  pairwrightSample,
  // Without verdicts: whatever has some is recognised before.
  sftMessages,
  sftShareGpt,
  sftCompletion,
  sftAlpaca,
];

export function findLayout(rows: readonly Row[], fileName: string): Layout | undefined {
  return LAYOUTS.find((layout) => layout.matches(rows, fileName));
}
