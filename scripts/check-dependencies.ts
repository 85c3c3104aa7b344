/** Floors, doors and layers: who may import whom. The rules are in checks/dependency-rules.ts, the floors in floors.json. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult, IViolation } from 'dependency-cruiser';
import { dependencyRules } from './checks/dependency-rules.ts';
import type { Floors } from './checks/dependency-rules.ts';
import { lineAt, report } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { repositoryRoot } from './checks/repository.ts';

const roots = ['src', 'test', 'scripts', 'bench', 'db', 'verifier'];

const resolution = { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'], conditionNames: ['types', 'import', 'node', 'default'], exportsFields: ['exports'] };

const graphOf = async (root: string, floors: Floors): Promise<ICruiseResult> => {
  const { output } = await cruise(
    roots.filter((folder) => existsSync(join(root, folder))),
    {
      baseDir: root, validate: true, ruleSet: { forbidden: dependencyRules(floors) }, tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' },
    },
    resolution,
  );
  if (typeof output === 'string') throw new Error('dependency-cruiser printed a report where a result was asked for');
  return output;
};

/** The line of the import that leads from one file to another; 1 when the way is indirect. */
const lineOfImport = (root: string, graph: ICruiseResult, from: string, to: string): number => {
  const specifier = graph.modules.find((module) => module.source === from)?.dependencies.find((dependency) => dependency.resolved === to)?.module;
  if (specifier === undefined) return 1;
  const text = readFileSync(join(root, from), 'utf8');
  const at = Math.max(text.indexOf(`'${specifier}'`), text.indexOf(`"${specifier}"`));
  return at < 0 ? 1 : lineAt(text, at);
};

const wayOf = (violation: IViolation): string => {
  const steps = (violation.cycle ?? violation.via ?? []).map((step) => step.name);
  if (steps.length === 0) return violation.to;
  return steps.join(' -> ');
};

const toFinding = (root: string, graph: ICruiseResult, reasons: ReadonlyMap<string, string>, violation: IViolation): Finding => {
  const next = violation.cycle?.[0]?.name ?? violation.via?.[0]?.name ?? violation.to;
  return {
    path: violation.from, line: lineOfImport(root, graph, violation.from, next), rule: violation.rule.name,
    message: `may not lead to ${wayOf(violation)}: ${reasons.get(violation.rule.name) ?? ''}`,
  };
};

const strangers = (root: string, floors: Floors): readonly Finding[] => {
  const folder = join(root, 'src/modules');
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => !(name in floors)).map((name) =>
    ({ path: `src/modules/${name}`, line: 1, rule: 'floors', message: 'this module has no floor: give it one in floors.json' }));
};

/** One finding for a rule and a file: the shortest way, when several lead to the same wall. */
const shortest = (violations: readonly IViolation[]): readonly IViolation[] => {
  const kept = new Map<string, IViolation>();
  for (const violation of violations) {
    const key = violation.type === 'reachability' ? `${violation.rule.name} ${violation.from}` : `${violation.rule.name} ${violation.from} ${violation.to}`;
    const known = kept.get(key);
    if (known === undefined || (violation.via?.length ?? 0) < (known.via?.length ?? 0)) kept.set(key, violation);
  }
  return [...kept.values()];
};

/** Every import below `root` that breaks a rule. */
export const forbiddenImports = async (root: string, floors: Floors): Promise<{ readonly files: number; readonly findings: readonly Finding[] }> => {
  const graph = await graphOf(root, floors);
  const reasons = new Map(dependencyRules(floors).map(({ name = '', comment = '' }) => [name, comment]));
  const findings = shortest(graph.summary.violations).map((violation) => toFinding(root, graph, reasons, violation));
  return { files: graph.summary.totalCruised, findings: [...strangers(root, floors), ...findings] };
};

if (import.meta.main) {
  const floors = JSON.parse(readFileSync(join(repositoryRoot, 'floors.json'), 'utf8')) as Floors;
  const { files, findings } = await forbiddenImports(repositoryRoot, floors);
  report('dependencies', `${String(files)} files and packages`, findings);
}
