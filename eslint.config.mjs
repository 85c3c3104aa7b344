/** Sizes and the style guide's refusals. Types are the compiler's business; nothing here needs them. */
import parser from '@typescript-eslint/parser';
import { amateRules } from './scripts/checks/lint-rules.ts';

/** Tables of data: their length says nothing about their complexity. */
const dataTables = ['src/**/*-table.ts', 'src/**/*-data.ts', 'src/**/messages.ts', 'src/**/catalogue-*.ts', 'db/demo/**/*-table.ts'];

/** Where SQL may stand beside queries.ts, and why. */
const sqlPlaces = [
  'src/**/queries.ts', 'src/**/*-queries.ts', // the statements of a module, or of one subject of a large module
  'src/platform/postgres/**/*.ts', // transactions, roles, migrations
  'src/platform/supervisor/**/*.ts', // readiness of the server and its first role
  'scripts/**/*.ts', 'bench/**/*.ts', 'db/**/*.ts', // dumps, measures, seeds
];

/** Data definition has no bind parameters; names are quoted there by hand. */
const definesRoles = ['src/platform/postgres/**/*.ts', 'src/platform/supervisor/**/*.ts', 'scripts/**/*.ts', 'bench/**/*.ts'];

const tests = ['**/*.test.ts', '**/*.test.tsx', 'test/**/*.ts', 'src/**/testing.ts'];
const talkative = ['src/cli/**/*.ts', 'src/processes/**/*.ts', 'scripts/**/*.{ts,mjs}', 'bench/**/*.ts', 'db/**/*.ts'];

const size = (lines, functionLines) => ({
  'max-lines': ['error', { max: lines, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: functionLines, skipBlankLines: true, skipComments: true, IIFEs: true }],
});

const refusals = Object.fromEntries(Object.keys(amateRules).map((name) => [`amate/${name}`, 'error']));

export default [
  { ignores: ['node_modules/', 'data/', 'dist/', '.cache/', '**/*.d.ts'] },
  {
    files: ['**/*.{ts,tsx,mjs}'],
    languageOptions: { parser, ecmaVersion: 'latest', sourceType: 'module', parserOptions: { ecmaFeatures: { jsx: true } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { amate: { rules: amateRules } },
    rules: {
      ...size(300, 60), ...refusals,
      complexity: ['error', { max: 12, variant: 'modified' }], 'max-depth': ['error', 3], 'max-params': ['error', 4], 'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }], 'no-var': 'error', 'prefer-const': 'error', 'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error', 'no-param-reassign': 'error',
      'no-empty': 'error', 'no-debugger': 'error', 'no-self-compare': 'error', 'no-unreachable': 'error', 'no-fallthrough': 'error', 'no-throw-literal': 'error',
      'no-promise-executor-return': 'error', 'no-unsafe-finally': 'error', 'no-useless-catch': 'error', 'consistent-return': 'off',
    },
  },
  { files: ['**/*.tsx'], rules: size(300, 100) },
  // One file by purpose: an outsider reads it whole and runs it with Node alone.
  { files: ['verifier/*.mjs'], rules: size(420, 60) },
  { files: sqlPlaces, rules: { 'amate/sql-in-queries': 'off' } },
  { files: definesRoles, rules: { 'amate/no-built-sql': 'off' } },
  { files: talkative, rules: { 'no-console': 'off' } },
  { files: ['src/kernel/clock.ts', 'scripts/**/*.{ts,mjs}', 'bench/**/*.ts'], rules: { 'amate/no-clock': 'off' } },
  { files: dataTables, rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  {
    files: tests,
    rules: {
      ...size(600, 300), 'max-depth': ['error', 4], 'max-params': ['error', 6], 'amate/no-non-null': 'off', 'amate/no-clock': 'off', 'amate/sql-in-queries': 'off', 'amate/no-built-sql': 'off',
      'no-console': 'off', 'amate/no-weak-random': 'off',
    },
  },
  { files: ['*.config.{mjs,ts}'], rules: { 'amate/no-default-export': 'off' } },
];
