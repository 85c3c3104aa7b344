import type { Numeral } from './numeral.ts';

/** What NOM-004 asks of the documents of outpatient care, as data; the types of document say which field answers which. */

const NOM004 = 'NOM-004-SSA3-2012';

export const outpatientNumerals = [
  { id: 'N004-6.1.1b', norm: NOM004, numeral: '6.1.1', verified: 'Q', says: 'The history tells the ethnic group where it applies: an answer is asked for, “does not apply” is one.' },
  { id: 'N004-6.1.1c', norm: NOM004, numeral: '6.1.1', verified: 'Q', says: 'The history tells the illnesses of the family.' },
  { id: 'N004-6.1.1d', norm: NOM004, numeral: '6.1.1', verified: 'Q', says: 'The history tells past illnesses, and use of and dependence on tobacco, alcohol and other psychoactive substances, each answered.' },
  { id: 'N004-6.1.1e', norm: NOM004, numeral: '6.1.1', verified: 'Q', says: 'The history tells the personal history that is not of illness.' },
  { id: 'N004-6.1.1f', norm: NOM004, numeral: '6.1.1', verified: 'Q', says: 'The history tells the current illness, and earlier conventional, alternative and traditional treatments were asked for.' },
  { id: 'N004-6.1.1g', norm: NOM004, numeral: '6.1.1', verified: 'Q', says: 'The history reviews apparatus and systems.' },
  { id: 'N004-6.1.2', norm: NOM004, numeral: '6.1.2', verified: 'Q', says: 'The examination tells the habitus exterior, vital signs, weight and height, and each region of the body.' },
  { id: 'N004-6.1.3', norm: NOM004, numeral: '6.1.3', verified: 'M', says: 'The history tells earlier and current results of studies, or that there are none.' },
  { id: 'N004-6.1.4', norm: NOM004, numeral: '6.1.4', verified: 'M', says: 'The history carries diagnoses or clinical problems.' },
  { id: 'N004-6.1.5', norm: NOM004, numeral: '6.1.5', verified: 'Q', says: 'The history states the prognosis.' },
  { id: 'N004-6.1.6', norm: NOM004, numeral: '6.1.6', verified: 'M', says: 'The history states the therapeutic indication.' },
  { id: 'N004-6.3', norm: NOM004, numeral: '6.3', verified: 'Q', says: 'An interconsultation is asked for in writing: to whom, with which summary, diagnoses and question.' },
  { id: 'N004-6.3.1', norm: NOM004, numeral: '6.3.1', verified: 'Q', says: 'The consultant tells the diagnostic criteria.' },
  { id: 'N004-6.3.2', norm: NOM004, numeral: '6.3.2', verified: 'Q', says: 'The consultant tells the study plan.' },
  { id: 'N004-6.3.3', norm: NOM004, numeral: '6.3.3', verified: 'Q', says: 'The consultant suggests diagnosis and treatment.' },
  { id: 'N004-6.3.4', norm: NOM004, numeral: '6.3.4', verified: 'Q', says: 'The consultant’s note carries what an initial emergency note carries.' },
  { id: 'N004-6.4.1', norm: NOM004, numeral: '6.4.1', verified: 'Q', says: 'A referral names the sending establishment.' },
  { id: 'N004-6.4.2', norm: NOM004, numeral: '6.4.2', verified: 'Q', says: 'A referral names the receiving establishment.' },
  { id: 'N004-6.4.3', norm: NOM004, numeral: '6.4.3', verified: 'Q', says: 'A referral tells its reason, the diagnostic impression with abuse or dependence of substances, and the therapy used.' },
  { id: 'N004-4.11', norm: NOM004, numeral: '4.11', verified: 'M', says: 'A clinical summary tells illness, diagnoses, treatments, course, studies and prognosis.' },
  { id: 'N004-5.6b', norm: NOM004, numeral: '5.6', verified: 'Q', says: 'A clinical summary is given on a written request that names requester, capacity and reason.' },
  { id: 'N004-5.6c', norm: NOM004, numeral: '5.6', verified: 'M', says: 'When an authority asks, its official letter is named.' },
  { id: 'N004-5.13', norm: NOM004, numeral: '5.13', verified: 'M', says: 'A document of one’s own format says what it is about.' },
] as const satisfies readonly Numeral[];
