import { fold } from '#kernel/fold.ts';
import type { Finding } from '#kernel/norms.ts';
import type { FormContent } from './contract.ts';
import { rowsIn, textIn } from './field-values.ts';

/** Values of a form that cannot both be true. */

/** Witnesses who are one person, or the one who signs; names are compared without accents, case and spaces. */
export const witnessesNotDistinct = ({ values }: FormContent, rule: string): readonly Finding[] => {
  const names = rowsIn(values, 'witnesses').map((row) => fold(textIn(row, 'fullName')));
  const signer = fold(textIn(values, 'signerName'));
  return names.flatMap((name, at) =>
    (name !== '' && (name === signer || names.indexOf(name) < at) ? [{ rule, field: `witnesses.${String(at)}.fullName`, code: 'witness-not-distinct' }] : []));
};

/** A discharge before the admission. Moments of one clinic's clock compare as text. */
export const stayUpsideDown = ({ values }: FormContent, rule: string): readonly Finding[] => {
  const [admitted, discharged] = [textIn(values, 'admittedAt'), textIn(values, 'dischargedAt')];
  return admitted !== '' && discharged !== '' && discharged < admitted ? [{ rule, field: 'dischargedAt', code: 'discharge-before-admission' }] : [];
};

/** A reading of the chart in which nothing was measured; the finding names its first sign, where a hand can mend it. */
export const emptyReadings = ({ values }: FormContent, rule: string): readonly Finding[] =>
  rowsIn(values, 'signs').flatMap(({ at: _, ...signs }, index) =>
    (Object.values(signs).every((value) => value === null) ? [{ rule, field: `signs.${String(index)}.temperature`, code: 'reading-needs-signs' }] : []));
