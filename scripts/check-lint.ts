/** Sizes and refusals of the style guide; the rules are in eslint.config.mjs. */
import { ESLint } from 'eslint';
import { report } from './checks/finding.ts';
import type { Finding } from './checks/finding.ts';
import { readText, repositoryRoot } from './checks/repository.ts';
import { badSuppressions } from './checks/suppressions.ts';

const results = await new ESLint({ cwd: repositoryRoot }).lintFiles(['.']);

const findings = results.flatMap(({ filePath, messages }): readonly Finding[] => {
  const path = filePath.slice(repositoryRoot.length);
  const said = messages.map((message) => ({ path, line: message.line, rule: message.ruleId ?? 'lint', message: message.message }));
  return [...said, ...badSuppressions(readText(repositoryRoot, path))];
});

report('lint', `${String(results.length)} files`, findings);
