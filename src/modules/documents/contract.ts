import { z } from 'zod';
import type { Localized } from '#kernel/language.ts';
import { possible, vitalSigns } from '#kernel/vital-ranges.ts';
import type { VitalSign } from '#kernel/vital-ranges.ts';

/**
 * What a document of the record is made of. A type of document is data: its sections, its fields, who may sign it and
 * which rule asks for which field; forms, prints and signing rules follow from it. Lengths are characters.
 */

const narrative = z.string().max(50_000);
const line = z.string().max(300);

/** Vital signs in the units the chart shows: °C, mmHg, per minute, %, kg, cm, mg/dL. Null means not measured. */
export const vitalCodes = vitalSigns;
export type VitalCode = VitalSign;
/** Hard limits of each value: what is possible at all. What lies outside is a typing error. */
const measured = (code: VitalCode) => z.number().min(possible[code].least).max(possible[code].most).nullable();
export const vitalsSchema = z.strictObject({
  temperature: measured('temperature'),
  systolic: measured('systolic'),
  diastolic: measured('diastolic'),
  heartRate: measured('heartRate'),
  respiratoryRate: measured('respiratoryRate'),
  oxygenSaturation: measured('oxygenSaturation'),
  weight: measured('weight'),
  height: measured('height'),
  /** Documents from before it was asked do not state it. */
  headCircumference: measured('headCircumference').default(null),
  glucose: measured('glucose'),
});
export type Vitals = z.infer<typeof vitalsSchema>;
/** No sign measured yet. */
export const noVitals: Vitals = {
  temperature: null, systolic: null, diastolic: null, heartRate: null, respiratoryRate: null,
  oxygenSaturation: null, weight: null, height: null, headCircumference: null, glucose: null,
};

export const diagnosisSchema = z.strictObject({
  code: z.string().regex(/^[A-Z]\d{2}[0-9X]$/),
  term: line.min(1),
  catalogue: z.string().max(80),
  certainty: z.enum(['presumptive', 'confirmed']),
  firstTime: z.boolean(),
});
export type NoteDiagnosis = z.infer<typeof diagnosisSchema>;

/** One medicine of the treatment. Empty fields are allowed in a draft; signing asks for dose, route and periodicity. */
export const medicineSchema = z.strictObject({ name: line, dose: line, route: line, frequency: line, duration: line });
export type NoteMedicine = z.infer<typeof medicineSchema>;

/** The documents of NOM-004 that are filled in as forms; evolution notes and addenda have screens of their own. */
export const formKinds = [
  'history', 'interconsultation-request', 'interconsultation-answer', 'referral', 'counter-referral',
  'emergency-initial', 'emergency-evolution', 'admission', 'daily', 'preoperative', 'preanaesthetic', 'postoperative', 'discharge',
  'nursing-sheet', 'auxiliary-report', 'consent', 'emergency-treatment', 'voluntary-discharge', 'prosecutor-notice',
  'epidemiological-death-report', 'death', 'fetal-death', 'clinical-summary', 'free',
] as const;
export type FormKind = (typeof formKinds)[number];

const fieldId = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const cell = z.union([z.string().max(2_000), z.number(), z.null()]);
const row = z.record(fieldId, cell);
export type Row = z.infer<typeof row>;

/** Vital signs and, when none was taken, why. */
const takenVitalsSchema = z.strictObject({ measures: vitalsSchema, notTaken: line });
export type TakenVitals = z.infer<typeof takenVitalsSchema>;

/** Any value that some field can hold; the type of document decides which of them a field does hold. */
export const fieldValueSchema = z.union([
  narrative, z.number(), z.null(), takenVitalsSchema, z.array(diagnosisSchema).max(20), z.array(medicineSchema).max(40), z.array(row).max(200),
]);
export type FieldValue = z.infer<typeof fieldValueSchema>;

/** The words of a form: a value for each field of its type. `edition` is the type's, so that old forms stay readable. */
export const formSchema = z.strictObject({ kind: z.enum(formKinds), edition: z.int().min(1), values: z.record(fieldId, fieldValueSchema) });
export type FormContent = z.infer<typeof formSchema>;
export type FormValues = FormContent['values'];

const localized: z.ZodType<Localized> = z.strictObject({ 'es-MX': z.string(), 'en-US': z.string() });

/** Holds when another field of the form has one of these values. */
const conditionSchema = z.strictObject({ field: fieldId, is: z.array(z.union([z.string(), z.number()])) });
export type Condition = z.infer<typeof conditionSchema>;

/** The rule that asks for a field, and when; without `when`, always. */
const askSchema = z.strictObject({ rule: z.string(), when: conditionSchema.optional() });
export type Ask = z.infer<typeof askSchema>;

const said = { id: fieldId, label: localized, help: localized.optional(), asks: askSchema.optional(), shownWhen: conditionSchema.optional() };
const choices = z.array(z.strictObject({ value: z.string(), label: localized }));

const text = z.strictObject({ ...said, kind: z.literal('text'), rows: z.int().optional() });
const short = z.strictObject({ ...said, kind: z.literal('line') });
const choice = z.strictObject({ ...said, kind: z.literal('choice'), choices });
/** A civil date, `2026-11-23`; empty when not said. */
const date = z.strictObject({ ...said, kind: z.literal('date') });
/** A moment on the clinic's clock, `2026-11-23T10:30`; empty when not said. */
const moment = z.strictObject({ ...said, kind: z.literal('moment') });
const number = z.strictObject({ ...said, kind: z.literal('number'), least: z.number(), most: z.number(), whole: z.boolean(), unit: z.string() });
const cellFields = z.discriminatedUnion('kind', [text, short, choice, date, moment, number]);
export type CellField = z.infer<typeof cellFields>;

/** `needs`: the signs that the field's rule asks for one by one; without it any sign will do. */
const vitals = z.strictObject({ ...said, kind: z.literal('vitals'), needs: z.array(z.enum(vitalCodes)).optional() });
export type VitalsField = z.infer<typeof vitals>;
const diagnoses = z.strictObject({ ...said, kind: z.literal('diagnoses') });
const medicines = z.strictObject({ ...said, kind: z.literal('medicines') });
/** A table. `least` rows are asked for by the field's rule (1 when absent); a column's own rule asks of every row. */
const rows = z.strictObject({ ...said, kind: z.literal('rows'), columns: z.array(cellFields), least: z.int().optional(), rowLabel: localized });

export const fieldSchema = z.discriminatedUnion('kind', [text, short, choice, date, moment, number, vitals, diagnoses, medicines, rows]);
export type Field = z.infer<typeof fieldSchema>;
export type RowsField = z.infer<typeof rows>;

const sectionSchema = z.strictObject({ id: fieldId, title: localized, fields: z.array(fieldSchema) });
export type Section = z.infer<typeof sectionSchema>;

/** Acts for which NOM-004 10.1.2 asks for a consent letter, in its order. */
export const consentActs = ['admission', 'major-surgery', 'anaesthesia', 'sterilisation', 'transplant', 'research', 'autopsy', 'high-risk', 'mutilation'] as const;
export type ConsentAct = (typeof consentActs)[number];

export const serviceKinds = ['outpatient', 'emergency', 'hospital', 'nursing', 'auxiliary', 'legal', 'free'] as const;
export const documentTypeSchema = z.strictObject({
  kind: z.enum(formKinds), edition: z.int(), service: z.enum(serviceKinds), title: localized, says: localized,
  /** Duties whose holders may write and sign it. */
  signedBy: z.array(z.enum(['physician', 'nurse'])),
  /** Fields of people who sign by hand on the print: tables with the columns fullName and capacity, or a line `…Name` beside a choice `…Capacity`. */
  signByHand: z.array(fieldId),
  /** While it holds, a second physician signs with her own e.firma and only then is the document complete. */
  twoPhysicians: conditionSchema.optional(),
  /** The mandatory act this kind reports unless it says otherwise; it is signed with that act’s consent. */
  consentAct: z.enum(consentActs).optional(),
  /** Kinds of signed documents that this one may answer or follow; empty when it stands alone. */
  answers: z.array(z.enum(formKinds)),
  sections: z.array(sectionSchema),
});
export type DocumentType = z.infer<typeof documentTypeSchema>;
export const documentTypesReply = z.strictObject({ types: z.array(documentTypeSchema) });
