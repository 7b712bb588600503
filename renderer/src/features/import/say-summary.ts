import type { ImportOutcome } from '../../../../shared/import/import-job.ts';
import type { Translate } from '../../../../shared/i18n/translate.ts';

/** Whether files bring nothing at all: no prompt, no response, no judgment. */
export function isEmptyOutcome({ summary: { counts } }: Pick<ImportOutcome, 'summary'>): boolean {
  return counts.prompts + counts.responses + counts.judgments === 0;
}

/** What files become, as one line of short sentences: counts, what was left out, what was there already. */
export function saySummary(
  translate: Translate,
  { summary, models }: Omit<ImportOutcome, 'firstRecords'>,
): string {
  const { counts, raters, alreadyThere, oneResponseOnly } = summary;
  const prompts = translate('count.prompts', { count: counts.prompts });
  const responses = translate('count.responses', { count: counts.responses });
  const sentences = [
    models > 0
      ? translate('import.summary', {
          prompts,
          responses,
          models: translate('count.models', { count: models }),
        })
      : translate('home.content', { prompts, responses }),
    counts.judgments > 0 &&
      translate('import.summary.judgments', {
        judgments: translate('count.judgments', { count: counts.judgments }),
        raters: translate('count.raters', { count: raters.length }),
      }),
    counts.leftOut > 0
      ? translate('import.summary.leftOut', { count: counts.leftOut })
      : translate('import.summary.nothingLeftOut'),
    alreadyThere.prompts + alreadyThere.responses > 0 &&
      translate('import.summary.alreadyThere', {
        prompts: translate('count.prompts', { count: alreadyThere.prompts }),
        responses: translate('count.responses', { count: alreadyThere.responses }),
      }),
    oneResponseOnly > 0 && translate('import.summary.oneResponse', { count: oneResponseOnly }),
  ];
  return sentences
    .filter((sentence) => sentence !== false)
    .map((sentence) => sentence.replace(/[.。]$/, ''))
    .join(' · ');
}
