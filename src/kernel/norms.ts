import { DomainError } from './errors.ts';

/**
 * How a rule's wording was verified: O read in the official document or computed, Q read in a source
 * that quotes it, M from memory, D our own reading or design (no numeral orders it), U unconfirmed.
 */
export type Verified = 'O' | 'Q' | 'M' | 'D' | 'U';

/** One thing that a rule found wrong: the rule's id, the field at fault, the kebab-case code of the message. */
export type Finding = { readonly rule: string; readonly field: string; readonly code: string };

/** A norm's numeral as data. `says` is in our own words; `check` returns nothing when the subject conforms. */
export type NormRule<Subject> = {
  readonly id: string;
  readonly norm: string;
  readonly numeral: string;
  readonly says: string;
  readonly verified: Verified;
  readonly check: (subject: Subject) => readonly Finding[];
};

/** All findings of all rules, in the order of the rules, so that a person mends everything in one go. */
export const evaluate = <Subject>(rules: readonly NormRule<Subject>[], subject: Subject): readonly Finding[] =>
  rules.flatMap((rule) => rule.check(subject));

/** Whether the rule's numeral may be printed as a citation of law: only what was read in the text or quoted from it. */
export const mayCite = (rule: Pick<NormRule<never>, 'verified'>): boolean => rule.verified === 'O' || rule.verified === 'Q';

/** A rule's numeral as a screen shows it: as law where it may be cited, else as one that a person still has to confirm; neither for our own rules. */
export const shownNumeral = (rule: Pick<NormRule<never>, 'verified' | 'numeral'>): { readonly numeral: string | null; readonly unconfirmed: string | null } => ({
  numeral: mayCite(rule) ? rule.numeral : null,
  unconfirmed: rule.verified === 'M' || rule.verified === 'U' ? rule.numeral : null,
});

/**
 * Throws `norm-violated` with the given code when any rule finds something: `detail.findings` lists
 * `field:code` pairs and `numerals` names, once each, the citable numerals of the rules that failed.
 */
export function requireConformity<Subject>(code: string, rules: readonly NormRule<Subject>[], subject: Subject): void {
  const findings = evaluate(rules, subject);
  if (findings.length === 0) return;
  const failed = new Set(findings.map((finding) => finding.rule));
  const cited = rules.filter((rule) => failed.has(rule.id) && mayCite(rule)).map((rule) => `${rule.norm} ${rule.numeral}`);
  const pairs = findings.map((finding) => `${finding.field}:${finding.code}`);
  throw new DomainError(code, 'norm-violated', { findings: pairs }, [...new Set(cited)]);
}
