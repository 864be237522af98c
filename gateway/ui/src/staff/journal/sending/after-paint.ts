/** What may wait for a rest between keys waits so long at most, in ms. */
const patience = 200;

/** Runs work when the next frame is on the screen and nothing else is to do; in a window that nobody sees, when it is seen again. */
export function afterPaint(work: () => void): void {
  requestAnimationFrame(() => {
    // Safari has no idle callbacks; a timer set in a frame fires after that frame was painted
    if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: patience });
    else setTimeout(work, 50);
  });
}
