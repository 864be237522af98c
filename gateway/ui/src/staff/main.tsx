import '../styles/fonts.css';
import '../styles/tokens.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider } from 'react-aria-components';
import { isPassing } from '../api/api-problem.ts';
import { t } from '../i18n.ts';
import { SignedIn } from '../shell/signed-in.tsx';
import { createStaffRouter } from './router.tsx';

const queries = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, retry: (failures, error) => failures < 2 && isPassing(error), networkMode: 'always' },
  },
});
const router = createStaffRouter();
document.title = t('brand');

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <I18nProvider locale="ru-RU">
        <QueryClientProvider client={queries}>
          <SignedIn sides={['staff', 'official']}>
            <RouterProvider router={router} />
          </SignedIn>
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}
