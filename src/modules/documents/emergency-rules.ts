import type { Numeral } from './numeral.ts';

/** What NOM-004 asks of the notes of the emergency service, as data. */

const NOM004 = 'NOM-004-SSA3-2012';

export const emergencyNumerals = [
  { id: 'N004-7.1.1', norm: NOM004, numeral: '7.1.1', verified: 'Q', says: 'The initial note tells date and time of the care.' },
  { id: 'N004-7.1.2', norm: NOM004, numeral: '7.1.2', verified: 'Q', says: 'The initial note tells the vital signs, or why none was taken.' },
  { id: 'N004-7.1.3', norm: NOM004, numeral: '7.1.3', verified: 'Q', says: 'The initial note tells the reason for attendance.' },
  { id: 'N004-7.1.4', norm: NOM004, numeral: '7.1.4', verified: 'Q', says: 'The initial note tells interview, physical examination and mental state.' },
  { id: 'N004-7.1.5', norm: NOM004, numeral: '7.1.5', verified: 'Q', says: 'The initial note tells the relevant earlier results, or that there are none.' },
  { id: 'N004-7.1.6', norm: NOM004, numeral: '7.1.6', verified: 'Q', says: 'The initial note carries diagnoses or clinical problems.' },
  { id: 'N004-7.1.7', norm: NOM004, numeral: '7.1.7', verified: 'Q', says: 'The initial note states treatment and prognosis.' },
  { id: 'N004-7.2', norm: NOM004, numeral: '7.2', verified: 'Q', says: 'Each further attention in the emergency service leaves a progress note.' },
] as const satisfies readonly Numeral[];
