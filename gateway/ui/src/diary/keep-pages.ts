/** Lets the diary's pages open without network; browsers allow it on https and localhost only. */
export function keepPages(): void {
  const { serviceWorker } = navigator as { readonly serviceWorker?: ServiceWorkerContainer };
  if (import.meta.env.PROD) serviceWorker?.register('/service-worker.mjs', { scope: '/diary' }).catch(() => undefined);
}
