/** The list of packages: pinned, used, under a licence that Amate may ship, and without scripts at installation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineAt, report } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { buildLicences, buildTools, freeLicences, installScripts, readLicences, usedWithoutImport } from './checks/package-policy.ts';
import { pathsBelow, readText, repositoryRoot } from './checks/repository.ts';
import type { TextFile } from './checks/repository.ts';

type Declared = Readonly<Record<string, string>>;
type PackageList = { readonly dependencies?: Declared; readonly devDependencies?: Declared; readonly optionalDependencies?: Declared; readonly scripts?: Declared };
type LockedPackage = { readonly license?: string; readonly dev?: boolean; readonly hasInstallScript?: boolean; readonly resolved?: string };

const PUBLIC_REGISTRY = /^https:\/\/registry\.npmjs\.org\//;
const exact = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

const declaredIn = (list: PackageList): Declared => ({ ...list.dependencies, ...list.devDependencies, ...list.optionalDependencies });

const inList = (listText: string, name: string, rule: string, message: string): Finding =>
  ({ path: 'package.json', line: lineAt(listText, Math.max(0, listText.indexOf(`"${name}":`))), rule, message: `${name} ${message}` });

/** Versions that are ranges. */
export const unpinned = (listText: string): readonly Finding[] =>
  Object.entries(declaredIn(JSON.parse(listText) as PackageList))
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => inList(listText, name, 'package-pinned', `is ${version}: give one exact version`));

/** A package is used when some file imports it, resolves it, or names its folder. */
const isNamedIn = (name: string, text: string): boolean =>
  [`'${name}'`, `"${name}"`, `'${name}/`, `"${name}/`, `node_modules/${name}/`, `node_modules/.bin/${name}`].some((form) => text.includes(form));

const ofTypes = (name: string): string => name.slice('@types/'.length).replace('__', '/');

/** Packages that nothing uses. Types follow the package that they describe. */
export const unused = (listText: string, files: readonly TextFile[]): readonly Finding[] => {
  const list = JSON.parse(listText) as PackageList;
  const declared = declaredIn(list);
  const everything = [...files.map((file) => file.text), ...Object.values(list.scripts ?? {})].join('\n');
  const isUsed = (name: string): boolean => {
    if (name in usedWithoutImport || name === '@types/node') return true;
    return name.startsWith('@types/') ? ofTypes(name) in declared : isNamedIn(name, everything);
  };
  const idle = Object.keys(declared).filter((name) => !isUsed(name));
  return idle.map((name) => inList(listText, name, 'package-used', 'is used by no file: remove it, or say why it stays in scripts/checks/package-policy.ts'));
};

const namesIn = (expression: string): readonly string[] => expression.replaceAll(/[()]/g, ' ').split(/\s+(?:AND|OR|WITH)\s+/).map((name) => name.trim());

const isFree = (expression: string, allowed: ReadonlySet<string>): boolean =>
  / OR /.test(expression) ? namesIn(expression).some((name) => allowed.has(name)) : namesIn(expression).every((name) => allowed.has(name));

const isBuildTool = (name: string): boolean => Object.keys(buildTools).some((tool) => name === tool || name.startsWith(`${tool}-`));

const faultsOf = (name: string, locked: LockedPackage): readonly (readonly [rule: string, message: string])[] => {
  const licence = readLicences[name]?.licence ?? locked.license ?? 'none';
  const mayBuild = locked.dev === true || isBuildTool(name);
  const allowed = mayBuild ? new Set([...freeLicences, ...buildLicences]) : freeLicences;
  return [
    ...(isFree(licence, allowed) ? [] : [['package-licence', `has the licence ${licence}`] as const]),
    ...(locked.hasInstallScript === true && !(name in installScripts) ? [['package-script', 'runs a script when it is installed'] as const] : []),
    ...(locked.resolved === undefined || PUBLIC_REGISTRY.test(locked.resolved) ? [] : [['package-origin', 'does not come from the public registry'] as const]),
  ];
};

/** Faults of the whole installed tree, read from the lock file. */
export const badTree = (lockText: string): readonly Finding[] => {
  const { packages } = JSON.parse(lockText) as { readonly packages: Readonly<Record<string, LockedPackage>> };
  return Object.entries(packages).filter(([place]) => place !== '').flatMap(([place, locked]) => {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    return faultsOf(name, locked).map(([rule, message]) =>
      ({ path: 'package-lock.json', line: lineAt(lockText, Math.max(0, lockText.indexOf(`"${place}":`))), rule, message: `${name} ${message}` }));
  });
};

if (import.meta.main) {
  const listText = readFileSync(join(repositoryRoot, 'package.json'), 'utf8');
  const lockText = readFileSync(join(repositoryRoot, 'package-lock.json'), 'utf8');
  const readable = (path: string): boolean => /\.(ts|tsx|mjs|js|css|html)$/.test(path) && path !== 'scripts/checks/package-policy.ts' && !path.startsWith('test/checks/');
  const files = pathsBelow(repositoryRoot).filter(readable).map((path) => readText(repositoryRoot, path));
  report('packages', `${String(Object.keys((JSON.parse(lockText) as { packages: object }).packages).length)} packages`, [...unpinned(listText), ...unused(listText, files), ...badTree(lockText)]);
}
