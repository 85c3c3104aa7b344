import { createContext, useContext, useSyncExternalStore } from 'react';
import type { FieldValue, FormValues, NoteDiagnosis, NoteMedicine, TakenVitals, Vitals } from '#modules/documents/contract.ts';
import type { AddendumContent, EvolutionContent, NoteContent, NoteFinding } from '#modules/record/contract.ts';
import type { DraftKeeper, DraftView } from './draft-keeper.ts';

export const DraftContext = createContext<DraftKeeper | null>(null);

export const useDraftKeeper = (): DraftKeeper => {
  const keeper = useContext(DraftContext);
  if (keeper === null) throw new Error('no draft here');
  return keeper;
};

/** One part of the draft; the component is drawn again only when that part changes. */
export const useDraftPart = <Part>(select: (view: DraftView) => Part): Part => {
  const keeper = useDraftKeeper();
  return useSyncExternalStore(keeper.onChange, () => select(keeper.view()));
};

const asEvolution = (content: NoteContent): EvolutionContent => {
  if (content.kind !== 'evolution') throw new Error('not an evolution note');
  return content;
};

/** One field of an evolution note and how to change it. */
export const useField = <Name extends Exclude<keyof EvolutionContent, 'kind'>>(name: Name) => {
  const keeper = useDraftKeeper();
  const value = useDraftPart(({ draft }) => asEvolution(draft.content)[name]);
  const change = (next: EvolutionContent[Name]): void => { keeper.change((content) => ({ ...asEvolution(content), [name]: next })); };
  return [value, change] as const;
};

const noForm = (): never => { throw new Error('not a form'); };

/** All values of a form; drawn again whenever any changes. */
export const useFormValues = (): FormValues => useDraftPart(({ draft: { content } }) => ('values' in content ? content.values : noForm()));

/** One field of a form and how to change it. */
export const useFormValue = <Value extends FieldValue>(id: string, empty: Value) => {
  const keeper = useDraftKeeper();
  const value = useDraftPart(({ draft: { content } }) => ('values' in content ? (content.values[id] as Value | undefined) ?? empty : noForm()));
  const change = (next: Value): void => {
    keeper.change((content) => ('values' in content ? { ...content, values: { ...content.values, [id]: next } } : content));
  };
  return [value, change] as const;
};

const partOf = <Part>(content: NoteContent, field: string, empty: Part): Part => {
  if (content.kind === 'evolution') return (content as unknown as Readonly<Record<string, Part>>)[field] ?? empty;
  return 'values' in content ? (content.values[field] as Part | undefined) ?? empty : empty;
};

const withPart = (content: NoteContent, field: string, part: FieldValue): NoteContent => {
  if (content.kind === 'evolution') return { ...content, [field]: part };
  return 'values' in content ? { ...content, values: { ...content.values, [field]: part } } : content;
};

const noDiagnoses: NoteDiagnosis[] = [];
const noMedicines: NoteMedicine[] = [];

/** A list of diagnoses, in an evolution note or in a field of a form. */
export const useDiagnoses = (field: string) => {
  const keeper = useDraftKeeper();
  const value = useDraftPart(({ draft: { content } }) => partOf(content, field, noDiagnoses));
  return [value, (next: NoteDiagnosis[]): void => { keeper.change((content) => withPart(content, field, next)); }] as const;
};

/** The medicines of an evolution note or of a field of a form. */
export const medicinesOf = (content: NoteContent, field: string): NoteMedicine[] => partOf(content, field, noMedicines);
export const withMedicines = (content: NoteContent, field: string, medicines: NoteMedicine[]): NoteContent => withPart(content, field, medicines);

const noMeasures: Vitals = { temperature: null, systolic: null, diastolic: null, heartRate: null, respiratoryRate: null, oxygenSaturation: null, weight: null, height: null, headCircumference: null, glucose: null };

const takenIn = (content: NoteContent): TakenVitals => {
  if (content.kind === 'evolution') return { measures: content.vitals, notTaken: content.vitalsNotTaken };
  return partOf(content, 'vitals', { measures: noMeasures, notTaken: '' });
};

const withTaken = (content: NoteContent, { measures, notTaken }: TakenVitals): NoteContent =>
  (content.kind === 'evolution' ? { ...content, vitals: measures, vitalsNotTaken: notTaken } : withPart(content, 'vitals', { measures, notTaken }));

/** Vital signs and why none was taken, wherever the document keeps them. */
export const useTakenVitals = () => {
  const keeper = useDraftKeeper();
  const measures = useDraftPart(({ draft: { content } }) => takenIn(content).measures);
  const notTaken = useDraftPart(({ draft: { content } }) => takenIn(content).notTaken);
  const change = (update: (taken: TakenVitals) => TakenVitals): void => {
    keeper.change((content) => {
      const before = takenIn(content);
      const after = update(before);
      return after === before ? content : withTaken(content, after);
    });
  };
  return { measures, notTaken, change };
};

/** One field of an addendum. */
export const useAddendumField = (name: 'reason' | 'text') => {
  const keeper = useDraftKeeper();
  const value = useDraftPart(({ draft }) => (draft.content as AddendumContent)[name]);
  const change = (next: string): void => { keeper.change((content) => ({ ...(content as AddendumContent), [name]: next })); };
  return [value, change] as const;
};

export const useFindings = (): readonly NoteFinding[] => useDraftPart(({ findings }) => findings);
