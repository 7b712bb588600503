import { useEffect } from 'react';
export function Title({ text, show }: { readonly text: string; readonly show: (text: string) => void }) {
  useEffect(() => {
    show(text);
  }, []);
  return null;
}
