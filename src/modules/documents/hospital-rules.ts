import type { Numeral } from './numeral.ts';

/** What NOM-004 asks of the notes of hospital care, as data. */

const NOM004 = 'NOM-004-SSA3-2012';

export const hospitalNumerals = [
  { id: 'N004-8.1', norm: NOM004, numeral: '8.1', verified: 'M', says: 'The admission note tells vital signs, interview, examination, mental state, results, diagnoses, treatment and prognosis.' },
  { id: 'N004-8.3', norm: NOM004, numeral: '8.3', verified: 'M', says: 'A progress note is written at least once a day of the stay.' },
  { id: 'N004-8.5', norm: NOM004, numeral: '8.5', verified: 'M', says: 'The preoperative note tells date, diagnosis, surgical plan, type of intervention, risk, preoperative care and prognosis.' },
  { id: 'N004-8.7', norm: NOM004, numeral: '8.7', verified: 'M', says: 'The preanaesthetic note tells the assessment, the kind of anaesthesia and its risk.' },
  { id: 'N004-8.8', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note carries its seventeen items; the surgeon signs it.' },
  { id: 'N004-8.9', norm: NOM004, numeral: '8.9', verified: 'M', says: 'The discharge note tells dates, reason, final diagnoses, course, management, plan and surveillance.' },
  { id: 'N004-8.9.6', norm: NOM004, numeral: '8.9.6', verified: 'Q', says: 'The discharge note tells the pending clinical problems, or that there are none.' },
  { id: 'N004-8.9.9', norm: NOM004, numeral: '8.9.9', verified: 'Q', says: 'The discharge note tells how risk factors are attended.' },
  { id: 'N004-8.9.10', norm: NOM004, numeral: '8.9.10', verified: 'Q', says: 'The discharge note states the prognosis.' },
  { id: 'N004-8.9.11', norm: NOM004, numeral: '8.9.11', verified: 'Q', says: 'On death the discharge note tells the causes of the certificate and whether an autopsy was requested.' },
] as const satisfies readonly Numeral[];
