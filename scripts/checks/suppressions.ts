import { parse } from '@typescript-eslint/parser';
import type { Finding } from './finding.ts';
import type { TextFile } from './repository.ts';

/*
 * Comments that silence lint or the compiler. Looked at from outside the linter, since a comment that
 * silences everything would silence a lint rule about such comments too.
 */

const faultOf = (comment: string): string | undefined => {
  if (/^@ts-(ignore|nocheck)\b/.test(comment)) return '@ts-ignore and @ts-nocheck are refused';
  if (/^@ts-expect-error\W*$/.test(comment)) return '@ts-expect-error says which error it expects';
  if (/^eslint\s/.test(comment)) return 'rules are set in eslint.config.mjs, not from inside a file';
  if (!/^eslint-disable/.test(comment)) return undefined;
  if (/^eslint-disable(-next-line|-line)?\s*(--|$)/.test(comment)) return 'a suppression names the rule that it suspends';
  return /--\s*\S+\s+\S+\s+\S+/.test(comment) ? undefined : 'a suppression gives its reason in words after --';
};

/** Suppressions without a rule's name or without a reason, and those that are never allowed. */
export const badSuppressions = ({ path, text }: TextFile): readonly Finding[] => {
  if (!/eslint|@ts-/.test(text)) return [];
  const { comments = [] } = parse(text, { comment: true, loc: true, range: true, ecmaFeatures: { jsx: path.endsWith('x') } });
  return comments.flatMap(({ value, loc }) => {
    const message = faultOf(value.trim());
    return message === undefined ? [] : [{ path, line: loc.start.line, rule: 'suppression', message }];
  });
};
