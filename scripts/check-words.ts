/** The repository speaks of itself alone, claims nothing it cannot show, and holds no secret. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt, report } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { refusedWords, secretShapes } from './checks/refused-words.ts';
import type { RefusedWord } from './checks/refused-words.ts';
import { pathsBelow, repositoryRoot } from './checks/repository.ts';
import type { TextFile } from './checks/repository.ts';

/** Where a refused word is the subject itself: path -> rules let through there, and why. */
const exempt: Readonly<Record<string, { readonly rules: readonly string[]; readonly reason: string }>> = {
  'scripts/checks/refused-words.ts': { rules: ['open-end', 'self-contained', 'claims'], reason: 'the list of refused words' },
  'test/checks/words.test.ts': { rules: ['open-end', 'self-contained', 'claims', 'secret', 'real-person'], reason: 'shows that each refused word is found' },
  'package-lock.json': { rules: ['self-contained', 'real-person'], reason: 'written by the package manager; its origins are judged by check-dependency-list' },
};

const isKeptSecret = (path: string): boolean => /\.(key|pem|p12|pfx|jks)$/.test(path);

/** Keys made for tests alone say so: by their folder or in their first lines. */
const isTestKey = ({ path, text }: TextFile): boolean => /(^|\/)test-keys\//.test(path) || /TEST KEY/.test(text.split('\n', 5).join('\n'));

const mayHold = (file: TextFile, { rule, only }: RefusedWord): boolean => {
  if (only !== undefined && !only.test(file.path)) return true;
  if (exempt[file.path]?.rules.includes(rule) === true) return true;
  return rule === 'secret' && isTestKey(file);
};

/** Each refused word in one file. The word itself is not repeated when it may be a secret. */
export const refusedIn = (file: TextFile): readonly Finding[] => {
  const stored = isKeptSecret(file.path) && !isTestKey(file) ? [{ path: file.path, line: 1, rule: 'secret', message: 'a file of keys' }] : [];
  const words = [...refusedWords, ...secretShapes].filter((word) => !mayHold(file, word));
  const found = words.flatMap(({ rule, pattern, message }) => [...file.text.matchAll(pattern)].map((match) =>
    ({ path: file.path, line: lineAt(file.text, match.index), rule, message: rule === 'secret' ? message : `“${match[0].trim().slice(0, 60)}”: ${message}` })));
  return [...stored, ...found];
};

/** Text, or undefined for bytes that are none. */
const textOf = (path: string): TextFile | undefined => {
  const bytes = readFileSync(join(repositoryRoot, path));
  return bytes.subarray(0, 8000).includes(0) ? undefined : { path, text: bytes.toString('utf8') };
};

if (import.meta.main) {
  const paths = pathsBelow(repositoryRoot);
  const findings = paths.flatMap((path) => refusedIn(textOf(path) ?? { path, text: '' }));
  report('words', `${String(paths.length)} files`, findings);
}
