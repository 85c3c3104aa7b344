import type { NoteDiagnosis, VitalCode, Vitals } from '#modules/documents/contract.ts';
import { diagnosesIn, documentType, emptyForm, fieldsOf, textIn, vitalsIn } from '#modules/documents/public.ts';
import type { FormContent } from '#modules/documents/contract.ts';
import type { NoteContent, NoteKind } from './contract.ts';
import { emptyAddendum, emptyEvolution, measuredVitals } from './model.ts';

/** What every kind of document has in common, read from its words. */

/** The words of a document in which nothing is said yet. */
export const emptyContent = (kind: NoteKind): NoteContent => {
  switch (kind) {
    case 'evolution': return emptyEvolution;
    case 'addendum': return emptyAddendum;
    default: return emptyForm(documentType(kind));
  }
};

/** Duties that write and sign this kind; an addendum is written by those who sign what it amends. */
export const dutiesOf = (kind: Exclude<NoteKind, 'addendum'>): readonly string[] => (kind === 'evolution' ? ['physician'] : documentType(kind).signedBy);

const formFields = ({ kind }: FormContent, wanted: string): readonly string[] =>
  fieldsOf(documentType(kind)).filter((field) => field.kind === wanted).map(({ id }) => id);

/** The fields of a document that hold coded diagnoses, as they stand. */
export const diagnosisListsOf = (content: NoteContent): readonly { readonly field: string; readonly diagnoses: readonly NoteDiagnosis[] }[] => {
  if (content.kind === 'evolution') return [{ field: 'diagnoses', diagnoses: content.diagnoses }];
  if (content.kind === 'addendum') return [];
  return formFields(content, 'diagnoses').map((field) => ({ field, diagnoses: diagnosesIn(content.values, field) }));
};

/** The coded diagnoses a document states, each code once. */
export const diagnosesOf = (content: NoteContent): readonly NoteDiagnosis[] => {
  const all = diagnosisListsOf(content).flatMap(({ diagnoses }) => diagnoses);
  return all.filter(({ code }, at) => all.findIndex((other) => other.code === code) === at);
};

const measuresOf = (content: NoteContent): readonly Vitals[] => {
  if (content.kind === 'evolution') return [content.vitals];
  if (content.kind === 'addendum') return [];
  return formFields(content, 'vitals').map((id) => vitalsIn(content.values, id).measures);
};

/** The vital signs a document states, one value a sign. */
export const vitalsOf = (content: NoteContent): readonly { readonly code: VitalCode; readonly value: number }[] => {
  const all = measuresOf(content).flatMap(measuredVitals);
  return all.filter(({ code }, at) => all.findIndex((other) => other.code === code) === at);
};

const wordsOf = (content: NoteContent): string => {
  if (content.kind === 'evolution') return content.subjective || content.assessment || content.plan;
  if (content.kind === 'addendum') return content.text;
  const written = fieldsOf(documentType(content.kind)).filter(({ kind }) => kind === 'text').map(({ id }) => textIn(content.values, id));
  return written.reduce((longest, text) => (text.length > longest.length ? text : longest), '');
};

const EXCERPT = 180;

/** Words that tell a document from others in a list: the start of a note, the longest text of a form; at most 180 characters on one line. */
export const excerptOf = (content: NoteContent): string => {
  const flat = wordsOf(content).replace(/\s+/g, ' ').trim();
  return flat.length <= EXCERPT ? flat : `${flat.slice(0, EXCERPT - 1)}…`;
};
