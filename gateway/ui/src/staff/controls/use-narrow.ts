import { useSyncExternalStore } from 'react';

const phone = matchMedia('(max-width: 720px)');

function subscribe(listener: () => void): () => void {
  phone.addEventListener('change', listener);
  return () => phone.removeEventListener('change', listener);
}

/** True on a phone, where a week is shown day by day. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => phone.matches);
