import type { MessageKey } from '../../../../shared/i18n/translate.ts';
import type { CommandId } from '../../commands/command.ts';
import { allKeyCapsOf, type KeyLegend, type KeyNames } from '../../commands/key-caps.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { useTranslate } from '../../ui/translation.tsx';
import styles from './key-sheet.module.css';

export interface KeySheetProps {
  readonly legend: KeyLegend;
  readonly keyNames: KeyNames;
  readonly onClose: () => void;
}

/** Every key, made from the keymap that is in force. */
export function KeySheet({ legend, keyNames, onClose }: KeySheetProps) {
  const translate = useTranslate();
  return (
    <Dialog title={translate('keys.title')} onClose={onClose} size="large">
      <div className={styles['groups']}>
        {GROUPS.map(({ title, entries }) => (
          <section key={title} aria-label={translate(title)}>
            <h3>{translate(title)}</h3>
            <dl>
              {entries.map(({ command, label }) => (
                <div key={command} className={styles['entry']}>
                  <dt>
                    {command === 'rank-1' ? (
                      <KeyHint keys={[translate('keys.name.digit')]} />
                    ) : (
                      allKeyCapsOf(command, legend, keyNames).map((keys) => (
                        <KeyHint key={keys.join('+')} keys={keys} />
                      ))
                    )}
                  </dt>
                  <dd>{translate(label)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles['hint']}>{translate('keys.hint.physical')}</p>
    </Dialog>
  );
}

/** Messages of the key sheet: none of them takes parameters. */
type PlainKey = Extract<MessageKey, `keys.${string}`>;

const GROUPS: readonly {
  readonly title: PlainKey;
  readonly entries: readonly { readonly command: CommandId; readonly label: PlainKey }[];
}[] = [
  {
    title: 'keys.group.judge',
    entries: [
      { command: 'prefer-left', label: 'keys.leftBetter' },
      { command: 'slightly-left', label: 'keys.leftSlightly' },
      { command: 'prefer-right', label: 'keys.rightBetter' },
      { command: 'slightly-right', label: 'keys.rightSlightly' },
      { command: 'tie', label: 'keys.tie' },
      { command: 'both-bad', label: 'keys.bothBad' },
      { command: 'mend', label: 'keys.correct' },
      { command: 'later', label: 'keys.later' },
      { command: 'cannot-judge', label: 'keys.cannotJudge' },
    ],
  },
  {
    title: 'keys.group.rank',
    entries: [
      { command: 'rank-1', label: 'keys.place' },
      { command: 'tie-next', label: 'keys.placeEqual' },
      { command: 'unrank', label: 'keys.clearRanking' },
      { command: 'finish-ranking', label: 'keys.finishRanking' },
    ],
  },
  {
    title: 'keys.group.move',
    entries: [
      { command: 'undo', label: 'keys.undo' },
      { command: 'redo', label: 'keys.redo' },
      { command: 'previous-item', label: 'keys.previous' },
      { command: 'next-item', label: 'keys.next' },
      { command: 'scroll-on', label: 'keys.scrollDown' },
      { command: 'scroll-back', label: 'keys.scrollUp' },
    ],
  },
  {
    title: 'keys.group.view',
    entries: [
      { command: 'toggle-raw', label: 'keys.raw' },
      { command: 'toggle-prompt', label: 'keys.prompt' },
      { command: 'toggle-reasoning', label: 'keys.reasoning' },
      { command: 'show-keys', label: 'keys.help' },
    ],
  },
  {
    title: 'keys.group.editor',
    entries: [
      { command: 'save-mending', label: 'keys.saveCorrection' },
      { command: 'stop-mending', label: 'keys.leave' },
    ],
  },
];
