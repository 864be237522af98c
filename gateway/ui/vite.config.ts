import { join } from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { precompress } from './precompress.ts';

const packages = (...names: string[]) => new RegExp(`node_modules[\\\\/](${names.join('|')})[\\\\/]`);

/** Two entries: `index.html` is the staff's, `diary.html` the light one of pupils, guardians and sign-in. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), { ...optimizeLocales.vite({ locales: ['ru-RU'] }), enforce: 'pre' }, precompress()],
  build: {
    outDir: 'dist',
    manifest: true,
    target: 'es2022',
    // the content security policy allows no data: fonts and no inline scripts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: [join(import.meta.dirname, 'index.html'), join(import.meta.dirname, 'diary.html')],
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'core',
              test: packages(
                'react',
                'react-dom',
                'scheduler',
                '@tanstack',
                'i18next',
                'react-i18next',
                'use-sync-external-store',
              ),
              priority: 3,
            },
            { name: 'dexie', test: packages('dexie'), priority: 2 },
            {
              name: 'controls',
              test: packages(
                'react-aria-components',
                'react-aria',
                'react-stately',
                '@react-aria',
                '@internationalized',
              ),
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': process.env['PARTA_GATEWAY'] ?? 'http://127.0.0.1:8080' } },
});
