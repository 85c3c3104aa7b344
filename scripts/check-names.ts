/** Names of files, folders and exports (style rule 2): kebab-case, and no name that says nothing. */
import { lineAt, report } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { isCode, pathsBelow, readText, repositoryRoot } from './checks/repository.ts';
import type { TextFile } from './checks/repository.ts';

const empty = /^(utils?|utilities|helpers?|commons?|shared|misc|libs?|managers?|services?|processors?|handlers?|base|bases)$/;

/** Names that the law or other people's tools fix: path or `path#export` -> reason. None so far. */
const fixedNames: Readonly<Record<string, string>> = {};

const judged = /^(src|test|scripts|bench|db)\//;
const kebab = /^\.?[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const migration = /^\d{4}_[a-z0-9]+(-[a-z0-9]+)*\.sql$/;

const faultOfPart = (part: string): string | undefined => {
  if (!kebab.test(part) && !migration.test(part)) return `${part} is not kebab-case`;
  const words = (part.split('.')[0] ?? '').split('-');
  return empty.test(words.at(-1) ?? '') ? `${part} says nothing: name it for what it does or holds` : undefined;
};

/** Files and folders of the code with a malformed or empty name. */
export const badPaths = (paths: readonly string[]): readonly Finding[] =>
  paths.filter((path) => judged.test(path) && !(path in fixedNames)).flatMap((path) => {
    const faults = path.split('/').map(faultOfPart).filter((fault) => fault !== undefined);
    return faults.map((message) => ({ path, line: 1, rule: 'file-name', message }));
  });

const exported = /^export\s+(?:declare\s+)?(?:async\s+)?(?:const|let|function\*?|class|type|interface|abstract\s+class)\s+([A-Za-z_$][\w$]*)/gm;
const renamed = /^export\s+(?:type\s+)?\{([^}]*)\}/gm;

const namesIn = (text: string): readonly (readonly [name: string, at: number])[] => [
  ...[...text.matchAll(exported)].map((match) => [match[1] ?? '', match.index] as const),
  ...[...text.matchAll(renamed)].flatMap((match) =>
    (match[1] ?? '').split(',').map((part) => [part.trim().split(/\s+/).at(-1) ?? '', match.index] as const)),
];

/** `isShared` and `mayBeCommon` are claims, not names of things. */
const isClaim = (words: readonly string[]): boolean => /^(is|has|may|was|can|are|needs)$/i.test(words[0] ?? '') && words.length > 1;

const isEmptyName = (name: string): boolean => {
  const words = name.split(/(?<=[a-z0-9])(?=[A-Z])|_/);
  return empty.test((words.at(-1) ?? '').toLowerCase()) && !isClaim(words);
};

/** Exports whose last word says nothing. */
export const badExports = ({ path, text }: TextFile): readonly Finding[] =>
  namesIn(text).filter(([name]) => isEmptyName(name) && !(`${path}#${name}` in fixedNames)).map(([name, at]) =>
    ({ path, line: lineAt(text, at), rule: 'export-name', message: `${name} says nothing: name it for what it does or holds` }));

if (import.meta.main) {
  const paths = pathsBelow(repositoryRoot);
  const files = paths.filter((path) => judged.test(path) && isCode(path)).map((path) => readText(repositoryRoot, path));
  report('names', `${String(paths.length)} files`, [...badPaths(paths), ...files.flatMap(badExports)]);
}
