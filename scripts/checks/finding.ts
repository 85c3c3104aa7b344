/** One place that breaks one rule. `line` counts from 1; `path` is relative to the repository. */
export type Finding = { readonly path: string; readonly line: number; readonly rule: string; readonly message: string };

const inOrder = (one: Finding, other: Finding): number => one.path.localeCompare(other.path) || one.line - other.line;

/** `path:line rule message`, one finding a line, ordered by place. */
const printed = (findings: readonly Finding[]): string =>
  findings.toSorted(inOrder).map(({ path, line, rule, message }) => `${path}:${String(line)} ${rule} ${message}`).join('\n');

/** Prints what was found and sets the exit status: 0 nothing, 1 something. */
export const report = (check: string, looked: string, findings: readonly Finding[]): void => {
  if (findings.length === 0) {
    console.log(`${check}: ${looked}, nothing found`);
    return;
  }
  console.log(printed(findings));
  console.error(`${check}: ${looked}, ${String(findings.length)} found`);
  process.exitCode = 1;
};

/** The line, from 1, on which the character at `offset` stands. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;
