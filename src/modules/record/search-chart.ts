import type { Language } from '#kernel/language.ts';
import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import { diagnosesIn, documentType, fieldsOf, rowsIn, textIn, vitalsIn } from '#modules/documents/public.ts';
import type { CellField, Field, FormContent, NoteMedicine, Row } from '#modules/documents/contract.ts';
import type { ItemContent } from '#modules/summary/contract.ts';
import { openSummary } from '#modules/summary/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ChartAsked, ChartFound, ChartHit, NoteContent } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { excerptAround, holdsAll, wordsTyped } from './search-text.ts';
import { signedDocuments } from './signed-documents.ts';
import type { SignedDocument } from './signed-documents.ts';

/**
 * Words in one chart. What is written is sealed, so no index of it stands anywhere: each document is opened for the
 * reader, as if she read them all, and looked through in memory.
 */

const LIMIT = 50;

const medicineText = ({ name, dose, route, frequency, duration }: NoteMedicine): string => [name, dose, route, frequency, duration].join(' ');
const diagnosisText = ({ code, term }: { readonly code: string; readonly term: string }): string => `${code} ${term}`;

const cellText = (field: CellField, value: unknown, language: Language): string => {
  if (value === null || value === undefined) return '';
  return field.kind === 'choice' ? field.choices.find((each) => each.value === value)?.label[language] ?? '' : String(value as string | number);
};

const fieldTexts = (field: Field, { values }: FormContent, language: Language): readonly string[] => {
  switch (field.kind) {
    case 'vitals': return [vitalsIn(values, field.id).notTaken];
    case 'diagnoses': return diagnosesIn(values, field.id).map(diagnosisText);
    case 'medicines': return ((values[field.id] ?? []) as readonly NoteMedicine[]).map(medicineText);
    case 'rows': return rowsIn(values, field.id).map((row: Row) => field.columns.map((column) => cellText(column, row[column.id], language)).join(' '));
    case 'text': case 'line': return [textIn(values, field.id)];
    default: return [cellText(field, values[field.id], language)];
  }
};

const textsOf = (content: NoteContent, language: Language): readonly string[] => {
  if (content.kind === 'addendum') return [content.reason, content.text];
  if (content.kind === 'evolution') {
    const { subjective, vitalsNotTaken, examination, results, diagnoses, assessment, plan, medicines, prognosis } = content;
    return [subjective, vitalsNotTaken, examination, results, ...diagnoses.map(diagnosisText), assessment, plan, ...medicines.map(medicineText), prognosis];
  }
  return fieldsOf(documentType(content.kind)).flatMap((field) => fieldTexts(field, content, language));
};

/** Every text of an item; its dates and its status are not words. */
const itemTexts = (content: ItemContent): readonly string[] =>
  Object.entries(content).flatMap(([name, value]) => (typeof value === 'string' && !['kind', 'status', 'since', 'until', 'category', 'criticality', 'source', 'area', 'severity'].includes(name) ? [value] : []));

const joined = (texts: readonly string[]): string => texts.filter((text) => text.trim() !== '').join(' · ');

const documentHit = ({ noteId, amends, kind, signedAt, authorName }: SignedDocument, text: string, words: readonly string[]): ChartHit => {
  const { text: excerpt, marks } = excerptAround(text, words);
  return { in: 'document', id: noteId, noteId: amends ?? noteId, kind, at: signedAt.toISOString(), by: authorName, excerpt, marks: marks.map(([from, to]) => [from, to]) };
};

/**
 * The newest fifty signed documents, and items of the summary, of a patient and of whoever was merged into her, that hold
 * every word; of some kinds of document alone when they are named. Drafts are nobody else's to find. Finds nothing in
 * words without a letter, and refuses `patient-not-found`.
 */
export const searchChart = async (deps: RecordDeps, tx: Tx<StaffActor>, patientId: PatientId, { words: typed, kinds }: ChartAsked): Promise<{ readonly found: ChartFound; readonly pseudonyms: readonly Pseudonym[] }> => {
  const words = wordsTyped(typed);
  const { summary, pseudonyms } = await openSummary(deps, tx, patientId);
  if (words.length === 0) return { found: { hits: [], hasMore: false }, pseudonyms };
  const items = kinds === undefined ? summary.items : [];
  const hits: ChartHit[] = items.flatMap(({ itemId, recordedAt, recordedBy, content }) => {
    const text = joined(itemTexts(content));
    if (!holdsAll(text, words)) return [];
    const { text: excerpt, marks } = excerptAround(text, words);
    return [{ in: 'summary', id: itemId, kind: content.kind, at: recordedAt, by: recordedBy, excerpt, marks: marks.map(([from, to]) => [from, to]) } satisfies ChartHit];
  });
  let documents = 0;
  for await (const document of signedDocuments(deps, tx, patientId)) {
    if (kinds?.includes(document.kind) === false) continue;
    const text = joined(textsOf(document.content, tx.actor.language));
    if (!holdsAll(text, words)) continue;
    documents += 1;
    if (documents > LIMIT) break;
    hits.push(documentHit(document, text, words));
  }
  const newest = hits.toSorted((one, other) => other.at.localeCompare(one.at));
  return { found: { hits: newest.slice(0, LIMIT), hasMore: documents > LIMIT || newest.length > LIMIT }, pseudonyms };
};
