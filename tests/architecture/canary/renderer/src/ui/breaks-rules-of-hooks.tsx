import { useState } from 'react';
export function Sometimes({ ready }: { readonly ready: boolean }) {
  if (!ready) return null;
  const [count] = useState(0);
  return <b>{count}</b>;
}
