import type { Numeral } from './numeral.ts';

/** What NOM-004 asks of consents, voluntary discharge, notices and death, as data. */

const NOM004 = 'NOM-004-SSA3-2012';

export const legalNumerals = [
  { id: 'N004-10.1.1.3', norm: NOM004, numeral: '10.1.1.3', verified: 'M', says: 'The consent letter has a title.' },
  { id: 'N004-10.1.1.4', norm: NOM004, numeral: '10.1.1.4', verified: 'M', says: 'The consent letter tells place and date.' },
  { id: 'N004-10.1.1.5', norm: NOM004, numeral: '10.1.1.5', verified: 'M', says: 'The consent letter tells the act authorised, in words the patient understands.' },
  { id: 'N004-10.1.1.6', norm: NOM004, numeral: '10.1.1.6', verified: 'M', says: 'The consent letter tells the risks and the benefits expected of the act.' },
  { id: 'N004-10.1.1.7', norm: NOM004, numeral: '10.1.1.7', verified: 'M', says: 'The consent letter tells whether contingencies and urgencies arising from the act may be attended.' },
  { id: 'N004-10.1.1.8', norm: NOM004, numeral: '10.1.1.8', verified: 'Q', says: 'The consent letter names who signs, in which capacity or kinship, and why when it is not the patient.' },
  { id: 'N004-10.1.1.10', norm: NOM004, numeral: '10.1.1.10', verified: 'Q', says: 'The consent letter names two witnesses, different from each other and from who consents.' },
  { id: 'N004-10.1.2-ACT', norm: NOM004, numeral: '10.1.2', verified: 'Q', says: 'The consent letter tells which of the acts that need one it is for, or that it is another.' },
  { id: 'CONSENT-REVOCABLE', norm: 'Amate', numeral: '', verified: 'D', says: 'The consent letter tells whether it was explained that it can be revoked.' },
  { id: 'N004-10.1.4', norm: NOM004, numeral: '10.1.4', verified: 'Q', says: 'Emergency care without consent tells the incapacity, the search for relatives, the risk and the act; two physicians sign.' },
  { id: 'N004-10.2-2', norm: NOM004, numeral: '10.2', verified: 'M', says: 'The sheet of voluntary discharge tells date and time.' },
  { id: 'N004-10.2-3', norm: NOM004, numeral: '10.2', verified: 'M', says: 'The sheet of voluntary discharge tells name, age, and capacity or kinship of who asks for it.' },
  { id: 'N004-10.2-4', norm: NOM004, numeral: '10.2', verified: 'M', says: 'The sheet of voluntary discharge tells the clinical summary.' },
  { id: 'N004-10.2-5', norm: NOM004, numeral: '10.2', verified: 'M', says: 'The sheet of voluntary discharge tells recommendations and risk factors.' },
  { id: 'N004-10.2-6', norm: NOM004, numeral: '10.2', verified: 'M', says: 'The sheet of voluntary discharge tells whether another physician takes responsibility, and who.' },
  { id: 'N004-10.2-8', norm: NOM004, numeral: '10.2', verified: 'Q', says: 'The sheet of voluntary discharge tells two witnesses.' },
  { id: 'N004-10.3.1', norm: NOM004, numeral: '10.3.1', verified: 'Q', says: 'The notice names the establishment that notifies.' },
  { id: 'N004-10.3.2', norm: NOM004, numeral: '10.3.2', verified: 'Q', says: 'The notice tells its date.' },
  { id: 'N004-10.3.3', norm: NOM004, numeral: '10.3.3', verified: 'Q', says: 'The notice identifies the patient, provisionally if need be.' },
  { id: 'N004-10.3.4', norm: NOM004, numeral: '10.3.4', verified: 'Q', says: 'The notice tells the act notified.' },
  { id: 'N004-10.3.5', norm: NOM004, numeral: '10.3.5', verified: 'Q', says: 'The notice carries the injury report, if there is one.' },
  { id: 'N004-10.3.6', norm: NOM004, numeral: '10.3.6', verified: 'Q', says: 'The notice names the agency notified.' },
  { id: 'N004-10.4', norm: NOM004, numeral: '10.4', verified: 'M', says: 'The report of a cause of death under epidemiological surveillance tells when, what and to whom.' },
  { id: 'N004-10.5', norm: NOM004, numeral: '10.5', verified: 'M', says: 'Notes of death and fetal death tell when, why and whether an autopsy was asked for, and carry the number of the official certificate, or why there is none yet.' },
] as const satisfies readonly Numeral[];
