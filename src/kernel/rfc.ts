import { civilDateFrom } from './civil-date.ts';

export type RfcReason = 'rfc-length' | 'rfc-characters' | 'rfc-pattern' | 'rfc-date' | 'rfc-check-character';

/** `generic` is the public in general or a foreigner, who have no RFC of their own. */
export type RfcKind = 'company' | 'person' | 'generic';

export type RfcCheck = { readonly valid: boolean; readonly reasons: readonly RfcReason[]; readonly kind: RfcKind | null };

// The first one's check character is wrong by the rule below and is accepted all the same.
const genericRfcs: readonly string[] = ['XAXX010101000', 'XEXX010101000'];
const permitted = /^[0-9A-ZÑ&]*$/;
const shape = /^[A-ZÑ&]{3,4}\d{6}[0-9A-Z]{2}[0-9A]$/;
const checkAlphabet = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';

/**
 * Checks a tax key as written (upper case): 12 characters for a company, 13 for a person; pattern,
 * calendar date, check character (modulus 11 over an alphabet of 39, weights 13 … 2). The first fault
 * is the reason. The two generic keys are accepted as `generic`. Nothing is asked of SAT.
 */
export function checkRfc(rfc: string): RfcCheck {
  if (genericRfcs.includes(rfc)) return { valid: true, reasons: [], kind: 'generic' };
  if (rfc.length !== 12 && rfc.length !== 13) return { valid: false, reasons: ['rfc-length'], kind: null };
  const kind = rfc.length === 12 ? 'company' : 'person';
  const fault = firstFault(rfc);
  return { valid: fault === undefined, reasons: fault === undefined ? [] : [fault], kind };
}

function firstFault(rfc: string): RfcReason | undefined {
  if (!permitted.test(rfc)) return 'rfc-characters';
  if (!shape.test(rfc)) return 'rfc-pattern';
  if (!hasRealDate(rfc)) return 'rfc-date';
  return checkCharacterOf(rfc) === rfc.slice(-1) ? undefined : 'rfc-check-character';
}

// An RFC does not tell the century: 29 February 00 exists in 2000 and not in 1900, so either will do.
function hasRealDate(rfc: string): boolean {
  const digits = rfc.slice(-9, -3);
  const [year, month, day] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
  return [1900, 2000].some((century) => civilDateFrom({ year: century + year, month, day }) !== undefined);
}

function checkCharacterOf(rfc: string): string {
  const padded = rfc.padStart(13, ' ');
  const sum = Array.from(padded.slice(0, 12)).reduce((total, letter, at) => total + checkAlphabet.indexOf(letter) * (13 - at), 0);
  const remainder = sum % 11;
  if (remainder === 0) return '0';
  return remainder === 1 ? 'A' : String(11 - remainder);
}
