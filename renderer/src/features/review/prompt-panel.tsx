import type { Message, Prompt } from '../../../../shared/domain/prompt.ts';
import { type FindImage, ImageReferences } from '../../ui/image-references.tsx';
import { ResponseView } from '../../ui/response-view.tsx';
import type { ViewMode } from './view-mode.ts';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './prompt-panel.module.css';

/** What the models were asked: the last question in full, what came before and around it folded. */
export interface PromptPanelProps {
  readonly prompt: Prompt;
  readonly mode: ViewMode;
  /** Everything around the prompt is unfolded. */
  readonly isOpen: boolean;
  readonly findImage: FindImage;
}

export function PromptPanel({ prompt, mode, isOpen, findImage }: PromptPanelProps) {
  const translate = useTranslate();
  const system = prompt.messages.filter(({ role }) => role === 'system');
  const turns = prompt.messages.filter(({ role }) => role !== 'system');
  // What came after the last question of the user (calls of tools and their results) belongs to it.
  const askedAt = turns.findLastIndex(({ role }, index) => role === 'user' || index === 0);
  const asked = turns.slice(askedAt);
  const show = { mode, isOpen };
  return (
    <section className={styles['panel']} aria-label={translate('review.prompt')} tabIndex={-1}>
      <div className={styles['extras']}>
        <span className={styles['title']}>{translate('review.prompt')}</span>
        <MessagesExtra label={translate('review.prompt.system')} messages={system} {...show} />
        <MessagesExtra
          label={translate('review.prompt.earlierTurns')}
          messages={turns.slice(0, askedAt)}
          {...show}
        />
        <TextsExtra
          label={translate('review.prompt.tools')}
          texts={prompt.tools === undefined ? [] : [prompt.tools]}
          {...show}
        />
        <TextsExtra label={translate('review.prompt.context')} texts={prompt.context} {...show} />
        <TextsExtra label={translate('review.prompt.reference')} texts={prompt.reference} {...show} />
      </div>
      <div className={styles['asked']}>
        {asked.map((message, index) =>
          // Messages of a prompt never change place.
          asked.length === 1 && message.role === 'user' ? (
            <ResponseView key={index} text={message.content} mode={mode} />
          ) : (
            <Turn key={index} message={message} mode={mode} />
          ),
        )}
        <ImageReferences
          label={translate('review.prompt.images')}
          references={prompt.images ?? []}
          find={findImage}
        />
      </div>
    </section>
  );
}

interface ExtraProps {
  readonly label: string;
  readonly mode: ViewMode;
  readonly isOpen: boolean;
}

function MessagesExtra({
  label,
  messages,
  mode,
  isOpen,
}: ExtraProps & { readonly messages: readonly Message[] }) {
  if (messages.length === 0) return null;
  return (
    <details className={styles['extra']} open={isOpen}>
      <summary>{label}</summary>
      {messages.map((message, index) => (
        // Messages of a prompt never change place.
        <Turn key={index} message={message} mode={mode} />
      ))}
    </details>
  );
}

/** A message under the name of its role; calls of tools are JSON, which is shown as code. */
function Turn({ message, mode }: { readonly message: Message; readonly mode: ViewMode }) {
  const translate = useTranslate();
  const { role, content, toolCalls } = message;
  return (
    <div className={styles['turn']}>
      <p className={styles['role']}>{translate(`review.role.${role}`)}</p>
      {content !== '' && <ResponseView text={content} mode={mode} />}
      {toolCalls !== undefined && (
        <>
          <p className={styles['role']}>{translate('review.role.calls')}</p>
          <ResponseView text={toolCalls} mode={mode} />
        </>
      )}
    </div>
  );
}

function TextsExtra({ label, texts, mode, isOpen }: ExtraProps & { readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <details className={styles['extra']} open={isOpen}>
      <summary>{label}</summary>
      {texts.map((text, index) => (
        // Passages of a prompt never change place.
        <div key={index} className={styles['turn']}>
          <ResponseView text={text} mode={mode} />
        </div>
      ))}
    </details>
  );
}
