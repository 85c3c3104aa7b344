import { checkCurp } from '#kernel/curp.ts';
import { editDistances, longestCompared } from '#kernel/edit-distance.ts';
import { foldedWords } from '#kernel/fold.ts';
import type { DuplicateReason, DuplicatesQuery } from './contract.ts';
import { fullNameOf } from './model.ts';
import type { Identity } from './model.ts';
import { phoneDigits } from './phone-number.ts';

export type Likeness = { readonly score: number; readonly reasons: readonly DuplicateReason[] };

// Our own weights (no norm orders them): a name alone is not enough unless it is nearly whole; a birth
// date or a telephone confirms it; a different birth date speaks against namesakes.
const weights = { name: 0.6, birth: 0.3, nearBirth: 0.15, otherBirth: -0.2, phone: 0.25, sex: 0.05, otherSex: -0.15, otherCurp: -0.3 } as const;
export const leastScore = 0.5;
const highestWithoutCurp = 0.99;
const similarName = 0.6;

const wordsAlike = (left: string, right: string): number => {
  if (left === right) return 1;
  const longer = Math.max(left.length, right.length);
  const limit = longer < 4 ? 0 : longer < 8 ? 1 : 2;
  if (limit === 0) return 0;
  const { whole } = editDistances(left.slice(0, longestCompared), right.slice(0, longestCompared), limit);
  return whole <= limit ? 1 - whole / longer : 0;
};

/** How alike two names are, 0 to 1: words compared whatever their order, against the name with more words. */
const namesAlike = (left: string, right: string): number => {
  const [a, b] = [foldedWords(left), [...foldedWords(right)]];
  const longer = Math.max(a.length, b.length);
  if (longer === 0) return 0;
  const sum = a.reduce((total, word) => {
    const scores = b.map((other) => wordsAlike(word, other));
    const best = Math.max(0, ...scores);
    if (best > 0) b.splice(scores.indexOf(best), 1);
    return total + best;
  }, 0);
  return sum / longer;
};

const oneDigitApart = (left: string, right: string): boolean =>
  left.length === right.length && [...left].filter((digit, at) => digit !== right[at]).length === 1;

// Day and month changed round, or one digit mistyped.
const datesNear = (left: string, right: string): boolean => {
  const [year, month, day] = left.split('-');
  return `${year ?? ''}-${day ?? ''}-${month ?? ''}` === right || oneDigitApart(left, right);
};

type Part = { readonly points: number; readonly reasons: readonly DuplicateReason[] };
const nothing: Part = { points: 0, reasons: [] };

const namePart = (asked: DuplicatesQuery, identity: Identity): Part => {
  const typed = [asked.name.given, asked.name.firstSurname, asked.name.secondSurname ?? ''].join(' ');
  const alike = namesAlike(typed, fullNameOf(identity));
  if (alike === 1) return { points: weights.name, reasons: ['same-name'] };
  return { points: weights.name * alike, reasons: alike >= similarName ? ['similar-name'] : [] };
};

const birthPart = ({ birthDate }: DuplicatesQuery, identity: Identity): Part => {
  if (birthDate === null || identity.birthDate === null) return nothing;
  if (birthDate === identity.birthDate) return { points: weights.birth, reasons: ['same-birth-date'] };
  return datesNear(birthDate, identity.birthDate) ? { points: weights.nearBirth, reasons: ['similar-birth-date'] } : { points: weights.otherBirth, reasons: [] };
};

const phonePart = ({ phone }: DuplicatesQuery, identity: Identity): Part => {
  const digits = phone === null ? '' : phoneDigits(phone);
  return digits.length >= 7 && identity.phones.some(({ number }) => phoneDigits(number) === digits) ? { points: weights.phone, reasons: ['same-phone'] } : nothing;
};

const sexPart = ({ sex }: DuplicatesQuery, identity: Identity): Part => {
  if (sex === null) return nothing;
  return sex === identity.sex ? { points: weights.sex, reasons: ['same-sex'] } : { points: weights.otherSex, reasons: [] };
};

const curpPart = (curp: string | null, identity: Identity): Part =>
  curp !== null && identity.curp.value !== null && checkCurp(curp).valid ? { points: weights.otherCurp, reasons: [] } : nothing;

/** How likely what is being typed is a patient who exists already, and why. `curp` normalised. */
export const likeness = (asked: DuplicatesQuery, curp: string | null, identity: Identity): Likeness => {
  const parts = [namePart(asked, identity), birthPart(asked, identity), phonePart(asked, identity), sexPart(asked, identity)];
  const reasons = parts.flatMap((part) => part.reasons);
  if (curp !== null && identity.curp.value === curp) return { score: 1, reasons: ['same-curp', ...reasons] };
  const sum = [...parts, curpPart(curp, identity)].reduce((total, { points }) => total + points, 0);
  return { score: Math.round(Math.min(highestWithoutCurp, Math.max(0, sum)) * 100) / 100, reasons };
};
