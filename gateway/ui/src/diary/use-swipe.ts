import { type RefObject, useEffect, useRef } from 'react';

const shortest = 60;

/** A swipe to the left or the arrow to the right turns forward, the others back. */
export function useSwipe(place: RefObject<HTMLElement | null>, turn: (steps: number) => void): void {
  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    const element = place.current;
    let start: Touch | undefined;
    const begin = (event: TouchEvent) => {
      start = event.touches.length === 1 ? event.touches[0] : undefined;
    };
    const end = (event: TouchEvent) => {
      const last = event.changedTouches[0];
      if (!start || !last) return;
      const across = last.clientX - start.clientX;
      const along = Math.abs(last.clientY - start.clientY);
      if (Math.abs(across) > shortest && Math.abs(across) > 2 * along) latest.current(across < 0 ? 1 : -1);
      start = undefined;
    };
    const press = (event: KeyboardEvent) => {
      const isField = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
      if (isField || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (document.querySelector('[role=dialog]')) return;
      if (event.key === 'ArrowRight') latest.current(1);
      if (event.key === 'ArrowLeft') latest.current(-1);
    };
    element?.addEventListener('touchstart', begin, { passive: true });
    element?.addEventListener('touchend', end, { passive: true });
    addEventListener('keydown', press);
    return () => {
      element?.removeEventListener('touchstart', begin);
      element?.removeEventListener('touchend', end);
      removeEventListener('keydown', press);
    };
  }, [place]);
}
