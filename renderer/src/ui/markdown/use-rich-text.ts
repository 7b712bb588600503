import { useSyncExternalStore } from 'react';
import type * as RichText from './create-text-fragment.ts';

let loaded: typeof RichText | undefined;
let loading: Promise<typeof RichText> | undefined;
const listeners = new Set<() => void>();

/**
 * Loads what formatting takes: Markdown, formulas with their fonts, highlighting. They are most of the program's weight,
 * so the first screen does without; call this when the program has nothing else to do.
 */
export async function loadRichText(): Promise<typeof RichText> {
  loading ??= import('./create-text-fragment.ts').then(
    (module) => {
      loaded = module;
      for (const listener of listeners) listener();
      return module;
    },
    (error: unknown) => {
      // The next text that is shown tries again; until then texts stand as they are.
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/** What formatting takes, or `undefined` as long as it is loading. */
export function useRichText(): typeof RichText | undefined {
  return useSyncExternalStore(subscribe, () => loaded);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  loadRichText().catch((error: unknown) => {
    // A part of the program that is not there is a bug of the build, and for the console.
    reportError(error);
  });
  return () => listeners.delete(listener);
}
