import type { Numeral } from './numeral.ts';

/** What NOM-004 asks of the notes of hospital care, as data. */

const NOM004 = 'NOM-004-SSA3-2012';

export const hospitalNumerals = [
  { id: 'N004-8.1', norm: NOM004, numeral: '8.1', verified: 'M', says: 'The admission note tells vital signs, interview, examination, mental state, results, diagnoses, treatment and prognosis.' },
  { id: 'N004-8.3', norm: NOM004, numeral: '8.3', verified: 'M', says: 'A progress note is written at least once a day of the stay.' },
  { id: 'N004-8.5', norm: NOM004, numeral: '8.5', verified: 'M', says: 'The preoperative note tells date, diagnosis, surgical plan, type of intervention, risk, preoperative care and prognosis.' },
  { id: 'N004-8.7', norm: NOM004, numeral: '8.7', verified: 'M', says: 'The preanaesthetic note tells the assessment, the kind of anaesthesia and its risk.' },
  { id: 'N004-8.8-1', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the preoperative diagnosis.' },
  { id: 'N004-8.8-2', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the planned operation.' },
  { id: 'N004-8.8-3', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the operation performed.' },
  { id: 'N004-8.8-4', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the postoperative diagnosis.' },
  { id: 'N004-8.8-5', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the surgical technique.' },
  { id: 'N004-8.8-6', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the findings during the operation.' },
  { id: 'N004-8.8-7', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the count of gauze, compresses and instruments; whatever is not complete is explained.' },
  { id: 'N004-8.8-8', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the incidents and accidents, or that there were none.' },
  { id: 'N004-8.8-9', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the bleeding and transfusions.' },
  { id: 'N004-8.8-10', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the studies made during the operation, or that there were none.' },
  { id: 'N004-8.8-11', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the assistants, scrub nurse, anaesthetist and circulating nurse.' },
  { id: 'N004-8.8-12', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the immediate state of the patient.' },
  { id: 'N004-8.8-13', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the plan and treatment after the operation.' },
  { id: 'N004-8.8-14', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the prognosis.' },
  { id: 'N004-8.8-15', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the pieces and biopsies sent, or that there were none.' },
  { id: 'N004-8.8-16', norm: NOM004, numeral: '8.8', verified: 'M', says: 'The postoperative note tells the other findings of importance, or that there were none.' },
  { id: 'N004-8.9.1', norm: NOM004, numeral: '8.9.1', verified: 'M', says: 'The discharge note tells the dates of admission and discharge.' },
  { id: 'N004-8.9.2', norm: NOM004, numeral: '8.9.2', verified: 'M', says: 'The discharge note tells the reason for discharge.' },
  { id: 'N004-8.9.3', norm: NOM004, numeral: '8.9.3', verified: 'M', says: 'The discharge note tells the final diagnoses.' },
  { id: 'N004-8.9.4', norm: NOM004, numeral: '8.9.4', verified: 'M', says: 'The discharge note tells the course of the stay and the current state.' },
  { id: 'N004-8.9.5', norm: NOM004, numeral: '8.9.5', verified: 'M', says: 'The discharge note tells the management during the stay.' },
  { id: 'N004-8.9.6', norm: NOM004, numeral: '8.9.6', verified: 'Q', says: 'The discharge note tells the pending clinical problems, or that there are none.' },
  { id: 'N004-8.9.7', norm: NOM004, numeral: '8.9.7', verified: 'M', says: 'The discharge note tells the plan of management and treatment.' },
  { id: 'N004-8.9.8', norm: NOM004, numeral: '8.9.8', verified: 'M', says: 'The discharge note tells what is to be watched after leaving.' },
  { id: 'N004-8.9.9', norm: NOM004, numeral: '8.9.9', verified: 'Q', says: 'The discharge note tells how risk factors are attended.' },
  { id: 'N004-8.9.10', norm: NOM004, numeral: '8.9.10', verified: 'Q', says: 'The discharge note states the prognosis.' },
  { id: 'N004-8.9.11', norm: NOM004, numeral: '8.9.11', verified: 'Q', says: 'On death the discharge note tells the causes of the certificate and whether an autopsy was requested.' },
] as const satisfies readonly Numeral[];
