import type { Language } from '#kernel/language.ts';
import type { AuditEntryReply } from '#modules/audit/contract.ts';
import { say } from '../i18n/say.ts';
import { auditMessages } from './messages.ts';
import { sentenceMessages } from './sentence-messages.ts';

type Sentences = Readonly<Record<string, Readonly<Record<Language, string>> | undefined>>;

const sentences: Sentences = sentenceMessages;
const words: Sentences = auditMessages;

const tableWords = (table: string, language: Language): string => {
  const known = words[`table.${table}`];
  return known === undefined ? say(language, auditMessages['table.other'][language], { table }) : known[language];
};

/** What was done, in plain words. An act that nobody has put into words yet shows by its own name. */
export const sentenceOf = ({ action, entity }: Pick<AuditEntryReply, 'action' | 'entity'>, language: Language): string => {
  const row = action.startsWith('row.') ? words[action] : undefined;
  if (row !== undefined) return say(language, row[language], { table: tableWords(entity ?? '', language) });
  return sentences[`did.${action}`]?.[language] ?? action;
};

const byLabel = (one: { label: string }, other: { label: string }): number => one.label.localeCompare(other.label);

/** Every act one may filter by. */
export const actionChoices = (language: Language): readonly { readonly value: string; readonly label: string }[] => [
  ...Object.entries(sentenceMessages).map(([key, text]) => ({ value: key.slice('did.'.length), label: text[language] })).sort(byLabel),
  ...(['insert', 'update', 'delete'] as const).map((kind) => ({ value: `row.${kind}`, label: auditMessages[`rows.any-${kind}`][language] })),
];
