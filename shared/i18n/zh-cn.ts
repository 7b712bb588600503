import { agreement } from './zh-cn/agreement.ts';
import { app } from './zh-cn/app.ts';
import { exporting } from './zh-cn/export.ts';
import { failure } from './zh-cn/failure.ts';
import { handoff } from './zh-cn/handoff.ts';
import { home } from './zh-cn/home.ts';
import { importing } from './zh-cn/import.ts';
import { keys } from './zh-cn/keys.ts';
import { problem } from './zh-cn/problem.ts';
import { review } from './zh-cn/review.ts';
import { settings } from './zh-cn/settings.ts';
import { sources } from './zh-cn/sources.ts';
import { text } from './zh-cn/text.ts';
import { warning } from './zh-cn/warning.ts';

/** Everything the interface says, in simplified Chinese; the same keys as in `en`. */
export const zhCn = {
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
