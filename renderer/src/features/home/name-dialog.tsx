import { useState } from 'react';
import { useWorkspace } from '../../commands/workspace-context.tsx';
import { useAppState } from '../../state/app-context.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useTranslate } from '../../ui/translation.tsx';

/** Asks once who is judging. */
export function NameDialog({ onClose }: { readonly onClose: () => void }) {
  const translate = useTranslate();
  const workspace = useWorkspace();
  const known = useAppState((state) => state.settings.raterName);
  const [name, setName] = useState(known);
  const [isMissing, setIsMissing] = useState(false);
  return (
    <Dialog title={translate('home.name.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '') setIsMissing(true);
          else void workspace.setName(name.trim());
        }}
      >
        <p>{translate('home.name.body')}</p>
        <Field
          label={translate('home.name.label')}
          error={isMissing ? translate('home.name.missing') : undefined}
        >
          {(control) => (
            <TextInput
              {...control}
              data-autofocus
              maxLength={200}
              value={name}
              onChange={(event) => {
                setName(event.target.value);
                setIsMissing(false);
              }}
            />
          )}
        </Field>
        <p style={{ textAlign: 'end' }}>
          <Button look="primary" type="submit">
            {translate('home.name.button')}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
