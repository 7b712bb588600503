import type { ItemRecord } from '../../../../shared/domain/item-record.ts';
import { ResponseView } from '../../ui/response-view.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './import-result.module.css';

const SHOWN_PROMPTS = 3;

/** The first prompts with their responses, as they will look: without model names, since whoever imports may also judge. */
export function ImportResult({ records }: { readonly records: readonly ItemRecord[] }) {
  const translate = useTranslate();
  const prompts = records
    .flatMap((record) => ('prompt' in record ? [record.prompt] : []))
    .slice(0, SHOWN_PROMPTS);
  if (prompts.length === 0) return null;
  const responses = records.flatMap((record) => ('response' in record ? [record.response] : []));
  return (
    <section aria-label={translate('import.result')}>
      <h2 className={styles['title']}>{translate('import.result')}</h2>
      {prompts.map((prompt) => (
        <article key={prompt.id} className={styles['item']}>
          <div className={styles['asked']}>
            <ResponseView text={prompt.messages.at(-1)?.content ?? ''} mode="rendered" />
          </div>
          {responses
            .filter(({ promptId }) => promptId === prompt.id)
            .map((response) => (
              <div key={response.id} className={styles['response']}>
                <ResponseView text={response.turns[0] ?? ''} mode="rendered" />
              </div>
            ))}
        </article>
      ))}
    </section>
  );
}
