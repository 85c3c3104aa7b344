import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text file of the repository; `path` is relative to its root and has forward slashes. */
export type TextFile = { readonly path: string; readonly text: string };

export const repositoryRoot = new URL('../../', import.meta.url).pathname;

const notOurs = new Set(['node_modules', '.git', '.cache', 'dist', 'data']);

/** Every path below `folder`, without what is installed, built or stored there at run time. */
export const pathsBelow = (root: string, folder = ''): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    const isOutside = folder === '' ? notOurs.has(entry.name) : entry.name === 'node_modules';
    if (isOutside || entry.isSymbolicLink()) return [];
    return entry.isDirectory() ? pathsBelow(root, path) : [path];
  });

export const readText = (root: string, path: string): TextFile => ({ path, text: readFileSync(join(root, path), 'utf8') });

/** TypeScript and JavaScript that people write; type declarations are left out. */
export const isCode = (path: string): boolean => /\.(ts|tsx|mts|mjs|js)$/.test(path) && !/\.d\.[mc]?ts$/.test(path);

/** All code of the repository. */
export const codeOf = (root: string): readonly TextFile[] =>
  pathsBelow(root).filter(isCode).map((path) => readText(root, path));
