import { useState } from 'react';
import { TextInput } from '../../ui/text-input.tsx';

export interface EnteredTextProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  /** Called with a text that is not blank, once it has been written: on Enter, or when the field is left. */
  readonly onEnter: (text: string) => void;
}

/** A line that takes effect when it has been written, because every change of a mapping reads the files anew. */
export function EnteredText({ label, value, maxLength, onEnter }: EnteredTextProps) {
  const [text, setText] = useState(value);
  const enter = () => {
    if (text.trim() === '') setText(value);
    else if (text !== value) onEnter(text);
  };
  return (
    <TextInput
      aria-label={label}
      maxLength={maxLength}
      value={text}
      onChange={(event) => {
        setText(event.target.value);
      }}
      onBlur={enter}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) enter();
      }}
    />
  );
}
