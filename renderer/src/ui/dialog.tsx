import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';
import { joinClasses } from './join-classes.ts';
import { useTranslate } from './translation.tsx';

export interface DialogProps {
  readonly title: string;
  /** The person wants it gone (Esc, the cross). The dialog stays until it is no longer rendered. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons; the last one is the one to press. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'large' | undefined;
}

/**
 * A window over the window: everything else is out of reach while it is rendered, and focus returns to where it was
 * when it goes. An element with `data-autofocus` inside gets the focus first, else the content does, so that arrow keys
 * scroll it.
 */
export function Dialog({ title, onClose, children, footer, size = 'small' }: DialogProps) {
  const translate = useTranslate();
  const titleId = useId();
  const dialogRef = useRef<HTMLDialogElement>(null);
  const bodyRef = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const dialog = dialogRef.current;
    if (!dialog) return undefined;
    const before = document.activeElement;
    dialog.showModal();
    (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? bodyRef.current)?.focus();
    return () => {
      dialog.close();
      // The platform gives the focus back as well, but not when the element was focused by a key gateway.
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialogRef}
      className={joinClasses(styles['dialog'], styles[size])}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Whoever rendered it decides when it goes. Inner elements (a file input) send cancel events too.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        onClose();
      }}
      onClose={(event) => {
        // A second Esc in a row cannot be prevented.
        if (event.target === event.currentTarget && !event.currentTarget.open) onClose();
      }}
    >
      <div className={styles['head']}>
        <h2 id={titleId} className={styles['title']}>
          {title}
        </h2>
        <IconButton label={translate('app.close')} icon={<X />} onClick={onClose} />
      </div>
      <div ref={bodyRef} className={styles['body']} tabIndex={-1}>
        {children}
      </div>
      {footer !== undefined && <div className={styles['foot']}>{footer}</div>}
    </dialog>
  );
}
