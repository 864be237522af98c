import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const databaseDay = 'current_date|now\\(\\)::date';
const dayMessage = 'The day is today(institution) of the clock: the database knows no time zone of an institution.';

export default defineConfig(
  globalIgnores(['*.config.js', '**/dist/', '**/generated/', '**/node_modules/', '.local/', '**/*.mjs', '**/*.cjs']),
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['gateway/ui/*.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // knex builders are thenables, not promises: without checkThenables a forgotten await on an insert passes
      '@typescript-eslint/no-floating-promises': ['error', { checkThenables: true }],
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      // a port's method is often async only because another adapter has to wait
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        {
          argsIgnorePattern: '^_',
          varsIgnorePattern: '^_',
          destructuredArrayIgnorePattern: '^_',
          ignoreRestSiblings: true,
        },
      ],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-restricted-syntax': [
        'error',
        { selector: `Literal[value=/${databaseDay}/i]`, message: dayMessage },
        { selector: `TemplateElement[value.raw=/${databaseDay}/i]`, message: dayMessage },
      ],
    },
  },
  {
    files: ['services/**', 'gateway/**', 'infra/chassis/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['services/*/src/**', 'gateway/src/**', 'infra/chassis/src/**'],
    ignores: ['**/*config.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' },
      ],
    },
  },
  // a page is one expression
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 120, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.test.ts', '**/*.test.tsx', '**/test/**', 'e2e/**'],
    rules: { 'max-lines-per-function': 'off', 'max-params': 'off' },
  },
);
