/** Words that do not belong in the repository, and why. The one list; check-words.ts reads it. */
export type RefusedWord = {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly message: string;
  /** Only in paths that match; everywhere when absent. */
  readonly only?: RegExp;
};

const prose = /\.(md|html|tsx)$|messages\.ts$|\/(i18n|translations|locales)\/|\.po$/;

export const refusedWords: readonly RefusedWord[] = [
  {
    rule: 'open-end', pattern: /(?:\/\/|\/\*|^\s*\*|^\s*#|--|<!--)[^\n]*\b(?:TODO|FIXME|HACK)\b(?!\([^)\n]{3,}\):[^\n]*\b(?:until|when|once|as soon as|because)\b)/gm,
    message: 'an open end is written TODO(reason): what, until when it ends',
  },
  { rule: 'self-contained', pattern: /(?<![\w.-])\/work\//g, message: 'a path of somebody’s machine' },
  { rule: 'self-contained', pattern: /\.\.\/shared\b/g, message: 'a path outside the repository' },
  { rule: 'self-contained', pattern: /\bregistry\.(?:npmjs|yarnpkg|npmmirror)\b|\b(?:artifactory|verdaccio)\b/gi, message: 'the host of a package registry' },
  { rule: 'self-contained', pattern: /\b(?:issue|ticket|pull request)s?\s*#?\d+\b|\bPRs?\s*#\d+\b/gi, message: 'a number that means something in another place only' },
  {
    rule: 'self-contained', message: 'how a text came to be written is not its subject',
    pattern: /\b(?:coding|AI|language) (?:assistant|agent)\b|\bas an AI\b|\bsub-?agents?\b|\b(?:this|previous|earlier|next|last|my|our) (?:coding |chat )(?:session|conversation)\b|\b(?:this|my|your) (?:brief|prompt)\b|\bthe (?:user|architect) (?:asked|wants|said|decided)\b|\bco-authored-by\b|\bgenerated (?:with|by) (?:an? )?(?:AI|LLM)\b/gi,
  },
  { rule: 'claims', pattern: /\bcertificad[oa]s?\s+(?:por\s+|bajo\s+|en\s+)?(?:la\s+)?NOM\b|\bNOM-\d{3}[\w-]*\s+certified\b|\bcertified\s+(?:to|under|by|for)\s+NOM\b/gi, message: 'no certificate has been issued: say which numerals are covered' },
  { rule: 'claims', pattern: /\bcumple(?:n|\s+con)?\s+(?:con\s+)?(?:la\s+)?NOM-024\b|\b(?:complies|compliant|conforms)\s+(?:with|to)\s+NOM-024\b|\bNOM-024[\w-]*\s+compliant\b/gi, message: 'conformity with NOM-024 is for the authority to state' },
  { rule: 'claims', pattern: /\bCENETEC\b/g, only: prose, message: 'it does not certify record systems' },
  { rule: 'claims', pattern: /\bINAI\b/g, only: prose, message: 'extinct since March 2025: name the authority that took its place' },
];

/** Shapes of secrets. Test keys live in files whose first lines say TEST KEY, or in a folder named test-keys. */
export const secretShapes: readonly RefusedWord[] = [
  { rule: 'secret', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\\nr"'`+,]*[A-Za-z0-9+/]{40,}/g, message: 'a private key' },
  { rule: 'secret', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bxox[abprs]-[\w-]{10,}|\bsk-[A-Za-z0-9_-]{32,}\b|\bEAA[A-Za-z0-9]{60,}\b/g, message: 'a token of a service' },
  { rule: 'secret', pattern: /\bpostgres(?:ql)?:\/\/[^\s:@/'"`${]+:(?!(?:canary|secret|password)@)[^\s@/'"`${]{3,}@(?!127\.0\.0\.1|localhost|\[::1\]|host\b|[\w.-]*\b(?:example|test|invalid)\b)[\w.-]+/g, message: 'a connection with its password' },
  { rule: 'real-person', pattern: /(?<!:\/\/[^\s@]*)\b[\w.+-]+@(?!(?:[\w-]+\.)*(?:example|test|invalid|localhost|amate)\b|example\.)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|mx|edu|io|es)\b/gi, message: 'an address that may be somebody’s: use example.org or .test' },
];
