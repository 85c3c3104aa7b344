import type { NoteKind } from '#modules/record/contract.ts';

/** What a physician looks for in a chart when she does not know the exact kind of document. */
export const kindGroups = ['notes', 'histories', 'consents', 'nursing', 'hospital', 'other'] as const;
export type KindGroup = (typeof kindGroups)[number];

const groupOfKind = {
  evolution: 'notes', addendum: 'notes', 'interconsultation-request': 'notes', 'interconsultation-answer': 'notes', referral: 'notes', 'counter-referral': 'notes',
  history: 'histories',
  consent: 'consents', 'emergency-treatment': 'consents', 'voluntary-discharge': 'consents',
  'nursing-sheet': 'nursing',
  'emergency-initial': 'hospital', 'emergency-evolution': 'hospital', admission: 'hospital', daily: 'hospital', preoperative: 'hospital', preanaesthetic: 'hospital',
  postoperative: 'hospital', discharge: 'hospital',
  'auxiliary-report': 'other', 'prosecutor-notice': 'other', 'epidemiological-death-report': 'other', death: 'other', 'fetal-death': 'other', 'clinical-summary': 'other', free: 'other',
} as const satisfies Record<NoteKind, KindGroup>;

/** One kind of document, or a group of them. */
export type KindChoice = NoteKind | KindGroup;

const isGroup = (choice: KindChoice): choice is KindGroup => kindGroups.some((group) => group === choice);
const allKinds = Object.keys(groupOfKind) as readonly NoteKind[];

/** The kinds of document that a choice stands for; never none. */
export const kindsOf = (choice: KindChoice): readonly NoteKind[] => (isGroup(choice) ? allKinds.filter((kind) => groupOfKind[kind] === choice) : [choice]);
