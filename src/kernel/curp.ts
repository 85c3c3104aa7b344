import { civilDateFrom } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import { entityOfCurp } from './curp-entities.ts';
import type { CurpEntity } from './curp-entities.ts';

/** Sex as position 11 of a CURP writes it: H hombre, M mujer, X non-binary. */
export type CurpSex = 'H' | 'M' | 'X';

export type CurpReason =
  | 'curp-length'
  | 'curp-characters'
  | 'curp-generic'
  | 'curp-pattern'
  | 'curp-entity'
  | 'curp-date'
  | 'curp-check-digit'
  | 'curp-sex-mismatch'
  | 'curp-birth-date-mismatch';

/**
 * What a CURP says and why it is refused. `birthDate`, `sex` and `entity` (its two letters) are null
 * when the structure does not allow to read them.
 */
export type CurpCheck = {
  readonly valid: boolean;
  readonly reasons: readonly CurpReason[];
  readonly birthDate: CivilDate | null;
  readonly sex: CurpSex | null;
  readonly entity: CurpEntity | null;
};

/** What was captured of the person apart from the CURP; what is absent is not compared. */
export type CapturedPerson = { readonly sex?: CurpSex | undefined; readonly birthDate?: CivilDate | undefined };

/** Stands for "no CURP" in exchange files only; never stored as a person's CURP. */
export const genericCurp = 'XXXX999999XXXXXX99';

const curpLength = 18;
const permitted = /^[0-9A-Z]*$/;
const anyEntity = /^[A-Z][AEIOUX][A-Z]{2}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[HMX][A-Z]{2}[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]\d$/;
const entityAt = [11, 13] as const;
const checkAlphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/**
 * Checks structure, calendar date, check digit and agreement with what was captured. It only reads:
 * nothing in the product makes a CURP up (NOM-024-SSA3-2012, 6.5.1), and arithmetic does not prove
 * that RENAPO issued it.
 *
 * The text is taken as written: 18 upper-case characters (see {@link normalizeCurp}). Structural
 * faults end the check, so that the reason given is the useful one: length, characters, generic CURP,
 * pattern (`curp-entity` alone when only the birth entity is at fault), calendar date. From there on
 * all of check digit, sex and birth date are reported together, since a wrong check digit may be
 * accepted by a person who saw the official document. The century follows position 17: a digit means
 * born before 2000, a letter from 2000 on.
 */
export function checkCurp(curp: string, captured: CapturedPerson = {}): CurpCheck {
  const fault = structuralFaults(curp);
  if (fault.length > 0) return { valid: false, reasons: fault, birthDate: null, sex: null, entity: null };
  const sex = curp.charAt(10) as CurpSex;
  const entity = entityOfCurp(curp.slice(...entityAt)) ?? null;
  const birthDate = birthDateOf(curp) ?? null;
  if (birthDate === null) return { valid: false, reasons: ['curp-date'], birthDate, sex, entity };
  const reasons: CurpReason[] = [];
  if (checkDigitOf(curp) !== curp.charAt(17)) reasons.push('curp-check-digit');
  if (captured.sex !== undefined && captured.sex !== sex) reasons.push('curp-sex-mismatch');
  if (captured.birthDate !== undefined && captured.birthDate !== birthDate) reasons.push('curp-birth-date-mismatch');
  return { valid: reasons.length === 0, reasons, birthDate, sex, entity };
}

/** A CURP as people type it (blanks, lower case) in the form in which it is checked and stored. */
export const normalizeCurp = (typed: string): string => typed.replace(/\s+/g, '').toUpperCase();

function structuralFaults(curp: string): readonly CurpReason[] {
  if (curp.length !== curpLength) return ['curp-length'];
  if (!permitted.test(curp)) return ['curp-characters'];
  if (curp === genericCurp) return ['curp-generic'];
  const faults: CurpReason[] = anyEntity.test(curp) ? [] : ['curp-pattern'];
  if (entityOfCurp(curp.slice(...entityAt)) === undefined) faults.push('curp-entity');
  return faults;
}

function birthDateOf(curp: string): CivilDate | undefined {
  const century = /\d/.test(curp.charAt(16)) ? 1900 : 2000;
  const [year, month, day] = [4, 6, 8].map((at) => Number(curp.slice(at, at + 2))) as [number, number, number];
  return civilDateFrom({ year: century + year, month, day });
}

// Sum of value times weight 18 … 2 over the first 17 characters; value is the place in the alphabet of 37.
function checkDigitOf(curp: string): string {
  const sum = Array.from(curp.slice(0, 17)).reduce((total, letter, at) => total + checkAlphabet.indexOf(letter) * (18 - at), 0);
  return String((10 - (sum % 10)) % 10);
}
