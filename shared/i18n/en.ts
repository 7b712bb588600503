import { agreement } from './en/agreement.ts';
import { app } from './en/app.ts';
import { exporting } from './en/export.ts';
import { failure } from './en/failure.ts';
import { handoff } from './en/handoff.ts';
import { home } from './en/home.ts';
import { importing } from './en/import.ts';
import { keys } from './en/keys.ts';
import { problem } from './en/problem.ts';
import { review } from './en/review.ts';
import { settings } from './en/settings.ts';
import { sources } from './en/sources.ts';
import { text } from './en/text.ts';
import { warning } from './en/warning.ts';

/**
 * Everything the interface says, in English: the source of the keys and their parameters.
 *
 * To add a message, write it in the area's file here and in `zh-cn/`; the compiler asks for what is missing.
 */
export const en = {
  ...app,
  ...home,
  ...importing,
  ...problem,
  ...sources,
  ...warning,
  ...review,
  ...keys,
  ...text,
  ...agreement,
  ...exporting,
  ...handoff,
  ...settings,
  ...failure,
} as const;

export type EnglishCatalogue = typeof en;
