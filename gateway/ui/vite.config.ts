import { join } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';
import { preloadFirstPage } from './preload-first-page.ts';

/** Files of ours by their path below `src`. */
const own = (paths: string) => new RegExp(`/ui/src/(${paths})`.replaceAll('/', '[\\/]'));
const packages = (...names: string[]) => new RegExp(`node_modules[\\\\/](${names.join('|')})[\\\\/]`);

/** `index.html` is the staff's entry; `diary.html` and, for who is not signed in, `door.html` open the light one. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    { ...optimizeLocales.vite({ locales: ['ru-RU'] }), enforce: 'pre' },
    preloadFirstPage({
      html: 'diary.html',
      first: 'src/diary/first-answers.ts',
      needs: ['src/diary/diary-door.tsx', 'src/diary/week-page.tsx'],
    }),
    precompress(),
  ],
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    // the content security policy allows no data: fonts and no inline scripts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['index.html', 'diary.html', 'door.html', 'src/diary/first-answers.ts'].map((file) =>
        join(import.meta.dirname, file),
      ),
      output: {
        codeSplitting: {
          // a phone's browser asks for six files at a time: few files of one purpose beat many small ones
          groups: [
            // what asks for the first answers must not wait for React
            {
              name: 'api',
              test: own('api/(api-problem|client|first-answers|operations|token|traceparent)|live/newest-items'),
              priority: 6,
            },
            { name: 'api', test: /contracts[\\/]generated[\\/]operations\.json/, priority: 6 },
            {
              name: 'shell',
              test: own('(api|format|live|styles)/|shell/(?!pick-menu)|i18n|locales/ru/shell|diary/week-address'),
              priority: 5,
            },
            {
              name: 'week',
              test: own(
                'diary/(?!main|router|pages|first-|week-address|subject|inbox-|more-|average)|inbox/bell.tsx|locales/ru/(diary|inbox)',
              ),
              priority: 4,
            },
            {
              name: 'core',
              test: packages('react', 'react-dom', 'scheduler', '@tanstack', 'use-sync-external-store'),
              priority: 9,
            },
            { name: 'dexie', test: packages('dexie'), priority: 8 },
            {
              name: 'controls',
              test: packages(
                'react-aria-components',
                'react-aria',
                'react-stately',
                '@react-aria',
                '@internationalized',
              ),
              priority: 8,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['PARTA_GATEWAY'] ?? 'http://127.0.0.1:8080' } },
});
