/** Files that no entry point reaches, and exports that no other file imports. */
import { report } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { readCode } from './checks/code-graph.ts';
import type { CodeFile } from './checks/code-graph.ts';
import { keptExports } from './checks/kept-exports.ts';
import { codeOf, pathsBelow, readText, repositoryRoot } from './checks/repository.ts';
import type { TextFile } from './checks/repository.ts';

/** Files that something outside the code starts: a person, a tool, a process. */
const entryPoints = [
  /^src\/processes\/[^/]+\.ts$/, /^src\/cli\/[^/]+\.ts$/, /^src\/web\/main\.tsx?$/, /^scripts\/[^/]+\.(ts|mjs)$/, /^bench\/[^/]+\.ts$/, /^db\/demo\/seed\.ts$/, /^verifier\/[^/]+\.mjs$/,
  /\.test\.tsx?$/, /^[^/]+\.(mjs|ts)$/,
];

/** Files whose exports are for others by their role, or are called by name from outside. */
const openDoors = [
  /\/rules\.ts$/, // read by the norm matrix, which takes every rule that it finds
  /^src\/modules\/.*\/(public|contract)\.ts$/, /^[^/]+\.config\.(mjs|ts)$/, /^eslint\.config\.mjs$/, /^src\/cli\//, /\/testing\.ts$/, /^verifier\//,
];

const matches = (path: string, patterns: readonly RegExp[]): boolean => patterns.some((pattern) => pattern.test(path));

const reachedFrom = (files: ReadonlyMap<string, CodeFile>, starts: readonly string[]): ReadonlySet<string> => {
  const reached = new Set<string>();
  const waiting = [...starts];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(...(files.get(path)?.uses ?? []).map((use) => use.from).filter((from) => files.has(from)));
  }
  return reached;
};

const takenNames = (files: readonly CodeFile[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const taken = new Map<string, Set<string>>();
  for (const file of files) {
    for (const { from, names } of file.uses) {
      if (from === file.path) continue;
      const known = taken.get(from) ?? new Set<string>();
      names.forEach((name) => known.add(name));
      taken.set(from, known);
    }
  }
  return taken;
};

const unusedExports = (file: CodeFile, taken: ReadonlySet<string> | undefined): readonly Finding[] => {
  if (matches(file.path, openDoors) || taken?.has('*') === true) return [];
  return file.exports.filter(({ name, isDescriptive }) => !isDescriptive && taken?.has(name) !== true).map(({ name, line, isType }) =>
    ({ path: file.path, line, rule: 'unused-export', message: `${name} is ${isType ? 'a type' : 'an export'} that no other file imports` }));
};

const nameIn = ({ message }: Finding): string => message.split(' ')[0] ?? '';

/** Unreached files and unused exports of the given code. `pages` are read for the scripts that they load. */
export const deadCode = (code: readonly TextFile[], kept: Readonly<Record<string, string>>, pages: readonly TextFile[] = []): readonly Finding[] => {
  const files = code.map(readCode);
  const byPath = new Map(files.map((file) => [file.path, file]));
  const loaded = pages.flatMap(({ text }) => [...text.matchAll(/src="\/?\.?\/?([\w./-]+\.tsx?)"/g)].map((match) => match[1] ?? ''));
  const starts = files.map(({ path }) => path).filter((path) => matches(path, entryPoints) || loaded.some((end) => path.endsWith(end)));
  const reached = reachedFrom(byPath, starts);
  const taken = takenNames(files);
  const unreached = files.filter(({ path }) => !reached.has(path));
  const found: readonly (readonly [keys: readonly string[], finding: Finding])[] = [
    ...unreached.map(({ path }) => [[path], { path, line: 1, rule: 'unused-file', message: 'no entry point leads here' }] as const),
    ...files.filter(({ path }) => reached.has(path)).flatMap((file) => unusedExports(file, taken.get(file.path)))
      .map((finding) => [[`${finding.path}#${nameIn(finding)}`, `${finding.path}#*`], finding] as const),
  ];
  const excused = new Set(found.flatMap(([keys]) => keys.filter((key) => key in kept)));
  const stale = Object.keys(kept).filter((key) => !excused.has(key)).map((key) =>
    ({ path: 'scripts/checks/kept-exports.ts', line: 1, rule: 'stale-excuse', message: `${key} is excused and needs no excuse` }));
  return [...found.filter(([keys]) => !keys.some((key) => key in kept)).map(([, finding]) => finding), ...stale];
};

if (import.meta.main) {
  const code = codeOf(repositoryRoot);
  const pages = pathsBelow(repositoryRoot).filter((path) => path.endsWith('.html')).map((path) => readText(repositoryRoot, path));
  report('dead exports', `${String(code.length)} files`, deadCode(code, keptExports, pages));
}
