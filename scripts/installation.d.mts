/** Types of installation.mjs, which is plain JavaScript because it runs before anything is installed. */
export type Scope = 'production' | 'all';
export type Stamp = { readonly lock: string; readonly platform: string; readonly arch: string; readonly scope: Scope };
export class SetUpRefusal extends Error {}
export const lockHash: (root: string) => string;
export const isCompleteInstallation: (root: string, scope: Scope) => boolean;
export const isStamped: (stamp: Stamp | null, hash: string, scope: Scope) => boolean;
export const npmCommand: (environment: NodeJS.ProcessEnv) => readonly string[];
export const explainNpmFailure: (said: string, root: string) => string;
export const findNode: (root: string) => string | null;
export const platformPackages: (root: string, machine: { readonly platform: string; readonly arch: string; readonly hasNode: boolean; readonly hasDatabaseUrl: boolean }) => readonly string[];
export const ensureInstalled: (root: string, scope: Scope, log: (line: string) => void) => Promise<string>;
