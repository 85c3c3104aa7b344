import type { Numeral } from './numeral.ts';

/** What NOM-004 asks of the nursing sheet and of auxiliary services, as data. */

const NOM004 = 'NOM-004-SSA3-2012';

export const nursingNumerals = [
  { id: 'N004-9.1.1', norm: NOM004, numeral: '9.1.1', verified: 'Q', says: 'The nursing sheet tells the habitus exterior.' },
  { id: 'N004-9.1.2', norm: NOM004, numeral: '9.1.2', verified: 'Q', says: 'The nursing sheet carries the chart of vital signs.' },
  { id: 'N004-9.1.3', norm: NOM004, numeral: '9.1.3', verified: 'Q', says: 'Each medicine given has date, time, quantity and route as prescribed.' },
  { id: 'N004-9.1.4', norm: NOM004, numeral: '9.1.4', verified: 'Q', says: 'The nursing sheet tells the procedures done.' },
  { id: 'N004-9.1.5', norm: NOM004, numeral: '9.1.5', verified: 'Q', says: 'The nursing sheet carries observations.' },
  { id: 'N004-9.2.1', norm: NOM004, numeral: '9.2.1', verified: 'Q', says: 'The report tells date and time of the study.' },
  { id: 'N004-9.2.2', norm: NOM004, numeral: '9.2.2', verified: 'Q', says: 'The report tells who asked for the study.' },
  { id: 'N004-9.2.3', norm: NOM004, numeral: '9.2.3', verified: 'Q', says: 'The report tells the study asked for.' },
  { id: 'N004-9.2.4', norm: NOM004, numeral: '9.2.4', verified: 'Q', says: 'The report tells the clinical problem.' },
  { id: 'N004-9.2.5', norm: NOM004, numeral: '9.2.5', verified: 'Q', says: 'The report tells the results.' },
  { id: 'N004-9.2.6', norm: NOM004, numeral: '9.2.6', verified: 'Q', says: 'The report tells incidents and accidents, or that there were none.' },
  { id: 'N004-9.2.7', norm: NOM004, numeral: '9.2.7', verified: 'Q', says: 'The report tells who performed the study.' },
] as const satisfies readonly Numeral[];
