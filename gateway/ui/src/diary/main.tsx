import '../styles/fonts.css';
import '../styles/tokens.css';
import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { isPassing } from '../api/api-problem.ts';
import { t } from '../i18n.ts';
import { createLightRouter } from './router.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (failures, error) => failures < 2 && isPassing(error), networkMode: 'always' },
  },
});
const router = createLightRouter();
document.title = t('brand');

// React keeps back for 300 ms what takes the place of a waiting line: the first paint waits for the code of its page instead
await router.load();
// answers that have come by then are taken before that paint: a slow phone draws the page once instead of piece by piece
notifyManager.setScheduler(queueMicrotask);

const root = document.getElementById('root');
if (root) {
  const pages = (
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>
  );
  flushSync(() => createRoot(root).render(pages));
}
