import { useWorkspace } from '../../commands/workspace-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ResponseView } from '../../ui/response-view.tsx';
import { useTranslate } from '../../ui/translation.tsx';

/** What the lead has written on how to judge. */
export function GuidelineDialog({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate();
  const guideline = useWorkspace().project?.store.manifest().project.guideline ?? '';
  return (
    <Dialog title={translate('review.guideline')} onClose={onClose} size="large">
      {guideline === '' ? (
        <p>{translate('review.guideline.empty')}</p>
      ) : (
        <ResponseView text={guideline} mode="rendered" />
      )}
    </Dialog>
  );
}
