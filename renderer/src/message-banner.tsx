import { translateCode } from '../../shared/i18n/translate.ts';
import { useAppState, useAppStore } from './state/app-context.tsx';
import type { Message } from './state/app-store.ts';
import { Banner } from './ui/banner.tsx';
import { Button } from './ui/button.tsx';
import { type Translation, useTranslation } from './ui/translation.tsx';

/** The message that stands above the screen until it is closed or replaced. */
export function MessageBanner() {
  const translation = useTranslation();
  const store = useAppStore();
  const message = useAppState((state) => state.message);
  if (!message) return null;
  const isFailure =
    message.kind === 'failure' || message.kind === 'pack-refused' || message.kind === 'damaged-journal';
  const { title, detail } = say(translation, message);
  return (
    <Banner
      kind={isFailure ? 'failure' : 'notice'}
      title={title}
      detail={detail}
      actions={
        <Button
          look="quiet"
          onClick={() => {
            store.setState({ message: undefined });
          }}
        >
          {translation.translate('app.close')}
        </Button>
      }
    />
  );
}

function say({ translate }: Translation, message: Message): { title: string; detail?: string | undefined } {
  switch (message.kind) {
    case 'failure':
      return {
        title: translateCode(translate, 'failure', message.failure.code, message.failure.message),
        detail: message.failure.message,
      };
    case 'saved':
      return { title: translate('app.savedTo', { place: message.place }) };
    case 'rebuilt':
      return { title: translate('home.rebuilt') };
    case 'repaired':
      return { title: translate('home.repaired'), detail: message.detail };
    case 'imported':
      return {
        title: translate('import.done', {
          prompts: translate('count.prompts', { count: message.prompts }),
          responses: translate('count.responses', { count: message.responses }),
        }),
      };
    case 'nothing-new':
      return { title: translate('import.nothingNew') };
    case 'pack-refused':
      return {
        title: `${message.file}: ${translateCode(translate, 'pack', message.code, message.detail)}`,
        detail: message.detail,
      };
    case 'damaged-journal':
      return { title: translate('home.damagedJournal', { count: message.lines }) };
  }
}
