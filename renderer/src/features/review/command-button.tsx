import type { ReactNode } from 'react';
import type { CommandId } from '../../commands/command.ts';
import { keyCapsOf, type KeyNames } from '../../commands/key-caps.ts';
import { Button, type ButtonProps } from '../../ui/button.tsx';
import { useReview } from './review-context.tsx';

/** The signs that stand on the keys themselves; words for them are in the key sheet. */
const KEY_SIGNS = { shift: '⇧', enter: '↵', backspace: '⌫' } as const satisfies Partial<KeyNames>;

/** A button for a command, with the command's key on it. */
export function CommandButton({
  command,
  look = 'quiet',
  className,
  children,
}: {
  readonly command: CommandId;
  readonly look?: ButtonProps['look'];
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const { run, legend, keyNames } = useReview();
  return (
    <Button
      look={look}
      className={className}
      keys={keyCapsOf(command, legend, { ...keyNames, ...KEY_SIGNS })}
      data-command={command}
      onClick={(event) => {
        // Keys go on working: a focused button would take Space and Enter for itself.
        event.currentTarget.blur();
        run(command);
      }}
    >
      {children}
    </Button>
  );
}
