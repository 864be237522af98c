const begun = new Map<string, string>();
let isListening = false;

/**
 * The moment the last visit to a student's diary ended; on the first one, the moment it began: nothing old is called new.
 * It holds as long as the page is open.
 */
export function lastVisit(userId: string, studentId: string): string {
  const place = `parta.visit.${userId}.${studentId}`;
  let end = begun.get(place);
  if (!end) {
    end = localStorage.getItem(place) ?? new Date().toISOString();
    begun.set(place, end);
  }
  listen();
  return end;
}

function listen(): void {
  if (isListening) return;
  isListening = true;
  // the only event that phones send reliably when a page is left
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    for (const place of begun.keys()) localStorage.setItem(place, new Date().toISOString());
  });
}
