import { createContext, type ReactNode, use } from 'react';
import { useStore } from 'zustand';
import type { AppState, AppStore } from './app-store.ts';

const AppStoreContext = createContext<AppStore | undefined>(undefined);

export function AppStoreProvider({
  store,
  children,
}: {
  readonly store: AppStore;
  readonly children: ReactNode;
}) {
  return <AppStoreContext value={store}>{children}</AppStoreContext>;
}

/** The window's store itself, for setting. */
export function useAppStore(): AppStore {
  const store = use(AppStoreContext);
  if (!store) throw new Error('A component stands outside of AppStoreProvider');
  return store;
}

/** Reads one thing of the window's state; the component draws again only when that changes. */
export function useAppState<Value>(select: (state: AppState) => Value): Value {
  return useStore(useAppStore(), select);
}
