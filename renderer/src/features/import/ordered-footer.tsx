import { useWorkspace } from '../../commands/workspace-context.tsx';
import type { ImportEntry } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { joinClasses } from '../../ui/join-classes.ts';
import { useTranslation } from '../../ui/translation.tsx';
import styles from './import-footer.module.css';
import { ImportBar } from './import-bar.tsx';
import { sayProgress } from './say-progress.ts';

/** An import that has been ordered, while the screen waits for it: how far it is, and that nobody has to wait. */
export function OrderedFooter({ order }: { readonly order: ImportEntry }) {
  const translation = useTranslation();
  const { translate } = translation;
  const workspace = useWorkspace();
  return (
    <footer className={joinClasses(styles['foot'], styles['ordered'])}>
      <div className={styles['progress']}>
        <p className={styles['figures']}>
          <strong>{translate('import.ordered.into', { name: order.project.name })}</strong>
          <span>{sayProgress(translation, order)}</span>
        </p>
        <ImportBar order={order} />
        <p className={styles['why']}>{translate('import.ordered.leave')}</p>
      </div>
      <div className={styles['actions']}>
        <Button
          onClick={() => {
            void workspace.cancelImport();
          }}
        >
          {translate('import.ordered.leaveButton')}
        </Button>
        <Button
          onClick={() => {
            workspace.imports.queue.cancel(order.id);
          }}
        >
          {translate('import.ordered.cancel')}
        </Button>
      </div>
    </footer>
  );
}
