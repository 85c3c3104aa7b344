/**
 * Writes docs/norms: norm -> numeral -> screen -> rule -> test. With --check it writes nothing and fails when the pages
 * are not what rules, test titles and register give, or when a title cites a rule that does not exist.
 */
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { faultsIn, pagesOf, titlesIn } from './checks/norm-matrix.ts';
import type { NormLine, Place, RuleLine } from './checks/norm-matrix.ts';
import { pathsBelow, readText, repositoryRoot } from './checks/repository.ts';

const isRule = (value: unknown): value is NormLine =>
  typeof value === 'object' && value !== null && ['id', 'norm', 'numeral', 'says', 'verified', 'check'].every((key) => key in value);

const rulesIn = async (path: string): Promise<readonly RuleLine[]> => {
  const exported = Object.values(await import(pathToFileURL(join(repositoryRoot, path)).href) as Readonly<Record<string, unknown>>);
  const rules = exported.flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : [value])).filter(isRule);
  return [...new Set(rules)].map((rule) => ({ ...rule, path }));
};

const stalePages = (pages: Readonly<Record<string, string>>): readonly string[] =>
  readdirSync(join(repositoryRoot, 'docs/norms')).filter((name) => name.endsWith('.md')).map((name) => `docs/norms/${name}`).filter((path) => !(path in pages));

const differing = (pages: Readonly<Record<string, string>>): readonly Finding[] => {
  const current = (path: string): string => (existsSync(join(repositoryRoot, path)) ? readFileSync(join(repositoryRoot, path), 'utf8') : '');
  const changed = Object.keys(pages).filter((path) => current(path) !== pages[path]);
  return [...changed, ...stalePages(pages)].map((path) => ({ path, line: 1, rule: 'generated', message: 'is not current: run node scripts/generate-norms.ts' }));
};

const write = (pages: Readonly<Record<string, string>>): void => {
  for (const path of stalePages(pages)) rmSync(join(repositoryRoot, path));
  for (const [path, text] of Object.entries(pages)) writeFileSync(join(repositoryRoot, path), text);
};

const paths = pathsBelow(repositoryRoot);
const register = JSON.parse(readFileSync(join(repositoryRoot, 'docs/norms/register.json'), 'utf8')) as readonly NormLine[];
const ruleFiles = paths.filter((path) => /^src\/.*(^|[/-])rules\.ts$/.test(path)).sort();
const rules = (await Promise.all(ruleFiles.map(rulesIn))).flat();
const titles = paths.filter((path) => /\.test\.tsx?$/.test(path) && !path.startsWith('test/checks/')).sort().flatMap((path) => titlesIn(readText(repositoryRoot, path)));
const places = JSON.parse(readFileSync(join(repositoryRoot, 'docs/norms/places.json'), 'utf8')) as readonly Place[];
const matrix = { register, rules, titles, places };
const pages = pagesOf(matrix);
const isCheck = process.argv.includes('--check');
if (!isCheck) write(pages);
report('norms', `${String(rules.length)} rules, ${String(register.length)} lines, ${String(titles.length)} titles`, [...faultsIn(matrix), ...(isCheck ? differing(pages) : [])]);
