import type { CivilDate } from '#kernel/civil-date.ts';
import { evaluate, shownNumeral } from '#kernel/norms.ts';
import type { Finding, NormRule } from '#kernel/norms.ts';
import { saleClasses } from '#modules/medicines/public.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PrescriptionContent, PrescriptionLaw } from './contract.ts';
import { checkedKeys } from './recognise.ts';
import { lineRules, modeOf, mostFills, prescriptionRules, strictest, validUntil } from './rules.ts';
import type { JudgedLine } from './rules.ts';

/** Each line with its class of sale: the strictest of its ingredients; a medicine in free text is unclassified. */
export const judgedLines = async (tx: Tx<ClinicActor>, { lines }: Pick<PrescriptionContent, 'lines'>): Promise<readonly JudgedLine[]> => {
  const classes = await saleClasses(tx, [...new Set(lines.flatMap((line) => checkedKeys(line) ?? []))]);
  return lines.map((line): JudgedLine => {
    const each = (checkedKeys(line) ?? []).flatMap((key) => classes.get(key) ?? []);
    if (each.length === 0) return { line, fraction: null, isAntibiotic: false, isProposed: false };
    return { line, fraction: strictest(each.map(({ fraction }) => fraction)), isAntibiotic: each.some(({ isAntibiotic }) => isAntibiotic), isProposed: each.some(({ isProposed }) => isProposed) };
  });
};

const shown = (rules: readonly NormRule<never>[], line: number | null) => ({ rule, code }: Finding): PrescriptionLaw['findings'][number] => {
  const of = rules.find(({ id }) => id === rule);
  return { rule, code, line, norm: of?.norm ?? '', ...(of === undefined ? { numeral: null, unconfirmed: null } : shownNumeral(of)) };
};

/** What the law makes of the lines on a day: what they still lack, and how they may be sold. Pure. */
export const lawOf = (all: readonly JudgedLine[], today: CivilDate): PrescriptionLaw => ({
  mode: modeOf(all), class: all.length === 0 ? null : strictest(all.map(({ fraction }) => fraction)), hasAntibiotic: all.some(({ isAntibiotic }) => isAntibiotic), validUntil: validUntil(all, today),
  lines: all.map(({ fraction, isProposed, isAntibiotic }) => ({ fraction, isProposed, isAntibiotic, mostFills: mostFills(fraction) })),
  findings: [
    ...evaluate(prescriptionRules, all).map(shown(prescriptionRules, null)),
    ...all.flatMap((judged, at) => evaluate(lineRules, { judged, all }).map(shown(lineRules, at))),
  ],
});
