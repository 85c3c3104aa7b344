/** Code that stands in two places: runs of lines that read the same but for spacing, comments, texts and numbers. */
import { report } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { tokenLines } from './checks/line-tokens.ts';
import type { TokenLine } from './checks/line-tokens.ts';
import { codeOf, repositoryRoot } from './checks/repository.ts';
import type { TextFile } from './checks/repository.ts';

const LINES = 12;
/** Tests repeat their arranging for the sake of being read alone. */
const LINES_OF_TESTS = 25;

const judged = /^(src|scripts|test|bench|db|verifier)\//;
/** Data, whose lines are alike by nature; palettes too. */
const dataTables = /-(table|data)\.ts$|\/palette\.ts$|[/-]messages\.ts$|\/documents\/[\w-]+-(rules|types?)\.ts$|\/catalogue-[\w-]+\.ts$/;

/** Code that repeats other code on purpose: path -> reason. */
const separateOnPurpose: Readonly<Record<string, string>> = {
  'verifier/amate-audit-verifier.mjs': 'an independent second writing of the same arithmetic; taking it from Amate would prove nothing',
};

type Place = { readonly path: string; readonly lines: readonly TokenLine[]; readonly at: number };
type Twin = { readonly first: Place; readonly second: Place; readonly length: number };

const substantial = (path: string, text: string): readonly TokenLine[] => tokenLines(path, text).filter((line) => line.isSubstantial);

const windowAt = (lines: readonly TokenLine[], at: number, length: number): string => lines.slice(at, at + length).map((line) => line.tokens).join('\n');

const lengthOfTwin = (first: Place, second: Place): number => {
  let length = 0;
  while (first.lines[first.at + length]?.tokens === second.lines[second.at + length]?.tokens && first.lines[first.at + length] !== undefined) {
    if (first.lines === second.lines && first.at + length >= second.at) break;
    length += 1;
  }
  return length;
};

const isContinuation = (first: Place, second: Place): boolean => {
  const before = first.lines[first.at - 1]?.tokens;
  return before !== undefined && before === second.lines[second.at - 1]?.tokens;
};

/** Every run of at least `length` lines that stands twice, once each, at its full extent. */
const twinsIn = (files: readonly { readonly path: string; readonly lines: readonly TokenLine[] }[], length: number): readonly Twin[] => {
  const seen = new Map<string, Place>();
  const twins: Twin[] = [];
  for (const { path, lines } of files) {
    for (let at = 0; at + length <= lines.length; at += 1) {
      const key = windowAt(lines, at, length);
      const first = seen.get(key);
      const second: Place = { path, lines, at };
      if (first === undefined) seen.set(key, second);
      const reach = first === undefined || isContinuation(first, second) ? 0 : lengthOfTwin(first, second);
      if (first !== undefined && reach >= length) twins.push({ first, second, length: reach });
    }
  }
  return twins;
};

const toFinding = ({ first, second, length }: Twin): Finding => ({
  path: second.path, line: second.lines[second.at]?.line ?? 1, rule: 'duplicate',
  message: `${String(length)} lines stand in ${first.path}:${String(first.lines[first.at]?.line ?? 1)} too`,
});

/** Duplicates among the given files. */
export const duplicatesIn = (files: readonly TextFile[]): readonly Finding[] => {
  const chosen = files.filter(({ path }) => judged.test(path) && !dataTables.test(path) && !(path in separateOnPurpose));
  const isTest = ({ path }: TextFile): boolean => /\.test\.tsx?$/.test(path);
  const read = (some: readonly TextFile[]): readonly { readonly path: string; readonly lines: readonly TokenLine[] }[] =>
    some.map(({ path, text }) => ({ path, lines: substantial(path, text) }));
  return [...twinsIn(read(chosen.filter((file) => !isTest(file))), LINES), ...twinsIn(read(chosen.filter(isTest)), LINES_OF_TESTS)].map(toFinding);
};

if (import.meta.main) {
  const files = codeOf(repositoryRoot);
  report('duplication', `${String(files.length)} files`, duplicatesIn(files));
}
