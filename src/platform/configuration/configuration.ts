import { resolve } from 'node:path';
import { UnusableValue, variables } from './variables.ts';
import type { Mode, Variable, VariableKey } from './variables.ts';

export type Configuration = {
  readonly mode: Mode;
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | null;
  /** CIDR; empty when no proxy is believed. */
  readonly trustedProxies: readonly string[];
  readonly metricsToken: string | null;
  /** Absolute. */
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly postgresPort: number | null;
  readonly rootKeyFile: string | null;
  readonly demoPassword: string | null;
  readonly isDebug: boolean;
};

export type Source = 'environment' | 'default' | 'not set';

export type Explanation = {
  readonly name: string;
  readonly meaning: string;
  readonly default: string | null;
  /** As it is in force; secrets read `(hidden)`. */
  readonly value: string | null;
  readonly source: Source;
  /** Why the value cannot be used, when it cannot. */
  readonly fault: string | null;
};

type Environment = Readonly<Record<string, string | undefined>>;

const textOf = (variable: Variable<unknown>, environment: Environment, mode: Mode): { readonly text: string | null; readonly source: Source } => {
  const given = environment[variable.name];
  // An empty value is how a compose file or a unit says "not set".
  if (given !== undefined && given !== '') return { text: given, source: 'environment' };
  const fallback = variable.default(mode);
  return fallback === null ? { text: null, source: 'not set' } : { text: fallback, source: 'default' };
};

const valueOf = <T>(variable: Variable<T>, environment: Environment, mode: Mode): T | null => {
  const { text } = textOf(variable, environment, mode);
  if (text === null) return null;
  try {
    return variable.parse(text);
  } catch (error) {
    if (error instanceof UnusableValue) throw new UnusableValue(`${variable.name} ${error.message}.`);
    throw error;
  }
};

const required = <T>(value: T | null): T => {
  if (value === null) throw new Error('a variable with a default had none');
  return value;
};

/**
 * Reads every variable from `environment`; relative folders count from `root`.
 * Throws `UnusableValue` naming the first variable that cannot be used.
 */
export const readConfiguration = (environment: Environment, mode: Mode, root: string): Configuration => ({
  mode,
  port: required(valueOf(variables.port, environment, mode)),
  host: required(valueOf(variables.host, environment, mode)),
  publicUrl: valueOf(variables.publicUrl, environment, mode),
  trustedProxies: valueOf(variables.trustedProxies, environment, mode) ?? [],
  metricsToken: valueOf(variables.metricsToken, environment, mode),
  dataFolder: resolve(root, required(valueOf(variables.dataFolder, environment, mode))),
  databaseUrl: valueOf(variables.databaseUrl, environment, mode),
  postgresPort: valueOf(variables.postgresPort, environment, mode),
  rootKeyFile: valueOf(variables.rootKeyFile, environment, mode),
  demoPassword: valueOf(variables.demoPassword, environment, mode),
  isDebug: required(valueOf(variables.isDebug, environment, mode)),
});

/** Every variable with its meaning, default, present value and where that comes from. */
export const explainConfiguration = (environment: Environment, mode: Mode): readonly Explanation[] =>
  (Object.keys(variables) as VariableKey[]).map((key) => {
    const variable: Variable<unknown> = variables[key];
    const { text, source } = textOf(variable, environment, mode);
    let fault: string | null = null;
    try {
      if (text !== null) variable.parse(text);
    } catch (error) {
      fault = error instanceof Error ? error.message : String(error);
    }
    const value = variable.isSecret === true && text !== null ? '(hidden)' : text;
    return { name: variable.name, meaning: variable.meaning, default: variable.default(mode), value, source, fault };
  });
