import { existsSync } from 'node:fs';

export type Check = {
  readonly name: string;
  /** What Node runs: file and arguments, from the repository's root. */
  readonly command: readonly string[];
  /** Why it does not apply to this copy of the repository, or null. */
  readonly skip?: () => string | null;
};

const typeCompiler = 'node_modules/typescript-native/bin/tsc';

/** Every check of `npm run check`, in the order they run. */
export const checks: readonly Check[] = [
  { name: 'types', command: [typeCompiler, '-p', 'tsconfig.json'] },
  {
    name: 'types of the web app',
    command: [typeCompiler, '-p', 'tsconfig.web.json'],
    skip: () => (existsSync('src/web/index.html') ? null : 'there is no src/web/index.html'),
  },
  { name: 'lint', command: ['scripts/check-lint.ts'] },
  { name: 'dependencies', command: ['scripts/check-dependencies.ts'] },
  { name: 'names', command: ['scripts/check-names.ts'] },
  { name: 'words', command: ['scripts/check-words.ts'] },
  { name: 'packages', command: ['scripts/check-dependency-list.ts'] },
  { name: 'dead exports', command: ['scripts/check-dead-exports.ts'] },
  { name: 'duplication', command: ['scripts/check-duplication.ts'] },
  { name: 'norms', command: ['scripts/generate-norms.ts', '--check'] },
  { name: 'architecture', command: ['scripts/generate-architecture.ts', '--check'] },
];
