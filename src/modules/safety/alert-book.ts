import { createHash } from 'node:crypto';
import type { Alert, AlertKind, NotCheckedReason, SafetyResult, Severity } from './contract.ts';
import type { Advice } from './fact-rows.ts';
import type { SafetyData } from './safety-data.ts';

const grades = { contraindicated: 0, major: 1, moderate: 2, minor: 3 } as const satisfies Record<Severity, number>;

/** Negative when `one` is the graver. */
export const bySeverity = (one: Severity, other: Severity): number => grades[one] - grades[other];

export type AlertFinding = Advice & {
  readonly kind: AlertKind;
  /** What it is about, the same whichever rule says so: one subject has one alert. */
  readonly subject: readonly string[];
  readonly between: readonly string[];
  readonly refs: readonly string[];
};

type NotChecked = SafetyResult['notChecked'][number];

/** What the checks of one request found. */
export type AlertBook = {
  readonly found: AlertFinding[];
  readonly notChecked: NotChecked[];
  /** Rules and pairs looked at. */
  evaluated: number;
};

export const openBook = (): AlertBook => ({ found: [], notChecked: [], evaluated: 0 });

export const noteUnchecked = (book: AlertBook, kind: AlertKind, reason: NotCheckedReason, refs: readonly string[]): void => {
  const same = book.notChecked.find((held) => held.kind === kind && held.reason === reason);
  if (same === undefined) book.notChecked.push({ kind, reason, refs: [...new Set(refs)].sort() });
  else same.refs = [...new Set([...same.refs, ...refs])].sort();
};

/** A key longer than this ends in a digest of the whole. */
const LONGEST_KEY = 200;
const shortKey = (key: string): string => (key.length <= LONGEST_KEY ? key : `${key.slice(0, LONGEST_KEY - 33)}~${createHash('sha256').update(key).digest('hex').slice(0, 32)}`);

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
const inOrder = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** One alert of all that was found on one subject: the gravest speaks, every source is named. */
const alertOf = (findings: readonly AlertFinding[], confirmed: ReadonlySet<string>): Alert | null => {
  const sorted = findings.toSorted((one, other) => bySeverity(one.severity, other.severity) || inOrder(one.rule, other.rule));
  const [gravest] = sorted;
  if (gravest === undefined) return null;
  const rules = unique(sorted.map(({ rule }) => rule)).toSorted(inOrder);
  return {
    key: shortKey([gravest.kind, gravest.severity, rules.join('+'), ...gravest.subject].join(':')),
    severity: gravest.severity, kind: gravest.kind, between: [...gravest.between],
    refs: [...unique(sorted.flatMap(({ refs }) => refs))].sort(inOrder),
    effect: gravest.effect, recommendation: gravest.recommendation,
    source: unique(sorted.map(({ source }) => source)).join('; '),
    reviewed: rules.every((rule) => confirmed.has(rule)),
    rule: rules.join('+'),
  };
};

/** The alerts of a book, the gravest first, in an order that does not hang on the request's. */
export const alertsOf = ({ found }: AlertBook, { confirmedRules }: SafetyData): readonly Alert[] => {
  const bySubject = new Map<string, AlertFinding[]>();
  for (const finding of found) {
    const key = JSON.stringify([finding.kind, ...finding.subject]);
    const held = bySubject.get(key);
    if (held === undefined) bySubject.set(key, [finding]);
    else held.push(finding);
  }
  return [...bySubject.values()].map((findings) => alertOf(findings, confirmedRules)).filter((alert) => alert !== null)
    .toSorted((one, other) => bySeverity(one.severity, other.severity) || inOrder(one.key, other.key));
};
