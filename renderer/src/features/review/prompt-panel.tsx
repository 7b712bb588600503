import type { Message, Prompt } from '../../../../shared/domain/prompt.ts';
import { ResponseView } from '../../ui/response-view.tsx';
import type { ViewMode } from './view-mode.ts';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './prompt-panel.module.css';

/** What the models were asked: the last turn in full, what came before and around it folded. */
export interface PromptPanelProps {
  readonly prompt: Prompt;
  readonly mode: ViewMode;
  /** Everything around the prompt is unfolded. */
  readonly isOpen: boolean;
}

export function PromptPanel({ prompt, mode, isOpen }: PromptPanelProps) {
  const translate = useTranslate();
  const system = prompt.messages.filter(({ role }) => role === 'system');
  const turns = prompt.messages.filter(({ role }) => role !== 'system');
  const asked = turns.at(-1);
  return (
    <section className={styles['panel']} aria-label={translate('review.prompt')} tabIndex={-1}>
      <div className={styles['extras']}>
        <span className={styles['title']}>{translate('review.prompt')}</span>
        {system.length > 0 && (
          <Extra label={translate('review.prompt.system')} messages={system} mode={mode} isOpen={isOpen} />
        )}
        {turns.length > 1 && (
          <Extra
            label={translate('review.prompt.earlierTurns')}
            messages={turns.slice(0, -1)}
            mode={mode}
            isOpen={isOpen}
          />
        )}
        <TextsExtra
          label={translate('review.prompt.context')}
          texts={prompt.context}
          mode={mode}
          isOpen={isOpen}
        />
        <TextsExtra
          label={translate('review.prompt.reference')}
          texts={prompt.reference}
          mode={mode}
          isOpen={isOpen}
        />
      </div>
      {asked && (
        <div className={styles['asked']}>
          <ResponseView text={asked.content} mode={mode} />
        </div>
      )}
    </section>
  );
}

function Extra(props: {
  readonly label: string;
  readonly messages: readonly Message[];
  readonly mode: ViewMode;
  readonly isOpen: boolean;
}) {
  const translate = useTranslate();
  return (
    <details className={styles['extra']} open={props.isOpen}>
      <summary>{props.label}</summary>
      {props.messages.map(({ role, content }, index) => (
        // Messages of a prompt never change place.
        <div key={index} className={styles['turn']}>
          <p className={styles['role']}>{translate(`review.role.${role}`)}</p>
          <ResponseView text={content} mode={props.mode} />
        </div>
      ))}
    </details>
  );
}

function TextsExtra(props: {
  readonly label: string;
  readonly texts: readonly string[];
  readonly mode: ViewMode;
  readonly isOpen: boolean;
}) {
  if (props.texts.length === 0) return null;
  return (
    <details className={styles['extra']} open={props.isOpen}>
      <summary>{props.label}</summary>
      {props.texts.map((text, index) => (
        // Passages of a prompt never change place.
        <div key={index} className={styles['turn']}>
          <ResponseView text={text} mode={props.mode} />
        </div>
      ))}
    </details>
  );
}
