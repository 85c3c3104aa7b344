import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';
import { medicineLineSchema } from '#modules/medicines/contract.ts';
import { safetyResultSchema } from '#modules/safety/contract.ts';

/** Shapes of the requests and replies of prescriptions; shared with the web. Lengths are characters. */

const id = idSchemas(z.uuid());
const prescriptionId = id<'prescription'>();
const patientId = id<'patient'>();
const encounterId = id<'encounter'>();
const preparationId = id<'preparation'>();
const saveId = id<'save'>();
const personId = id<'person'>();
const favouriteId = id<'favourite'>();
const instant = z.iso.datetime();
const day = z.iso.date();
const words = z.string().max(300);
const base64 = (most: number) => z.string().max(most).regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/);

export const patientParams = z.strictObject({ patientId });
export const prescriptionParams = z.strictObject({ prescriptionId });
export const preparationParams = z.strictObject({ prescriptionId, preparationId });
export const favouriteParams = z.strictObject({ favouriteId });

/** One line; see the kernel's medicine-line. */
export const lineSchema = medicineLineSchema;
export type PrescriptionLine = z.infer<typeof lineSchema>;

export const overrideReasons = ['benefit-outweighs-risk', 'tolerated-before', 'will-monitor', 'dose-adjusted', 'data-wrong', 'no-alternative', 'specialist-advice', 'other'] as const;
export type OverrideReason = (typeof overrideReasons)[number];
/** The prescriber's answer to an alert; `other` needs words. */
export const overrideSchema = z.strictObject({ key: z.string().min(1).max(400), reason: z.enum(overrideReasons), words });

/** The words of a prescription in work. */
export const prescriptionContentSchema = z.strictObject({
  lines: z.array(lineSchema).max(30),
  /** What it is for: in the record and never on the public page. */
  diagnoses: z.array(z.strictObject({ code: z.string().regex(/^[A-Z]\d{2}[0-9X]$/), term: words })).max(10),
  overrides: z.array(overrideSchema).max(200),
  /** To be filled outside Mexico: prints the warning and the English indications. */
  isForAbroad: z.boolean(),
  /** Further indications to the patient, not of one medicine. */
  advice: z.string().max(2_000),
});
export type PrescriptionContent = z.infer<typeof prescriptionContentSchema>;

/** The safety check with the data it was made with and what it could not check. Of `refs`, `new:0` is the first line, `active:…` a medicine the patient takes already. */
const safetySchema = safetyResultSchema;
export type PrescriptionSafety = z.infer<typeof safetySchema>;
export type PrescriptionAlert = PrescriptionSafety['alerts'][number];

const fraction = z.enum(['I', 'II', 'III', 'IV', 'V', 'VI']);
export const modes = ['ELECTRONICA', 'ELECTRONICA_SIN_CONSTANCIA', 'IMPRESA_AUTOGRAFA'] as const;
/** What the law makes of the lines as they stand. */
export const lawSchema = z.strictObject({
  mode: z.enum(modes),
  /** The strictest fraction among the lines; null when one is unclassified. */
  class: fraction.nullable(), hasAntibiotic: z.boolean(), validUntil: day.nullable(),
  lines: z.array(z.strictObject({
    fraction: fraction.nullable(),
    /** Written down by the program and confirmed by nobody of this clinic: counts as unclassified where it would permit. */
    isProposed: z.boolean(), isAntibiotic: z.boolean(), mostFills: z.int().nullable(),
  })),
  /** What still refuses the signature, by numeral; `line` counts from 0, null for the whole. */
  findings: z.array(z.strictObject({ rule: z.string(), norm: z.string(), numeral: z.string().nullable(), unconfirmed: z.string().nullable(), code: z.string(), line: z.int().nullable() })),
});
export type PrescriptionLaw = z.infer<typeof lawSchema>;

export const startBody = z.strictObject({
  encounterId: encounterId.optional(),
  /** A signed one to stand in the place of. */
  replaces: prescriptionId.optional(),
  /** A signed one to write again. */
  renews: prescriptionId.optional(),
});
export const startedReply = z.strictObject({ prescriptionId, resumed: z.boolean() });
export const saveBody = z.strictObject({ version: z.int().min(0), saveId, content: prescriptionContentSchema });
const measured = z.strictObject({ amount: z.number(), unit: z.string() });
/** As much of a presentation as quantity and indications are reckoned from. */
const presentationSchema = z.strictObject({
  id: z.string(), form: z.string(), routes: z.array(z.string()), pack: measured, content: z.array(measured.extend({ ingredient: z.string(), per: measured.nullable() })),
});
export type PrescriptionPresentation = z.infer<typeof presentationSchema>;
const judged = { safety: safetySchema, law: lawSchema, /** Those that the lines name. */ presentations: z.array(presentationSchema) };
/** The check and the law as of what was saved. */
export const savedReply = z.strictObject({ version: z.int(), savedAt: instant, ...judged });
export type PrescriptionSaved = z.infer<typeof savedReply>;
/** The same for lines that are not saved yet. */
export const checkBody = z.strictObject({ content: prescriptionContentSchema });
export const checkReply = z.strictObject(judged);
export const discardedReply = z.strictObject({ discarded: z.literal(true) });

/** What the header of the screen tells of the patient, and the check goes by. */
export const contextSchema = z.strictObject({
  patientId, fullName: z.string(), age: z.string(), ageDays: z.int().nullable(), sex: z.enum(['H', 'M']).nullable(),
  weight: z.strictObject({ kg: z.number(), takenAt: instant }).nullable(), filtration: z.strictObject({ value: z.number(), takenOn: day, isOld: z.boolean() }).nullable(),
  pregnancy: z.enum(['pregnant', 'breastfeeding', 'not-pregnant', 'unknown']), trimester: z.int().min(1).max(3).nullable(),
  allergies: z.array(z.string()).nullable(), active: z.array(z.strictObject({ ref: z.string(), text: z.string(), isChecked: z.boolean() })),
});
export type PrescriptionContext = z.infer<typeof contextSchema>;

const dispensingState = z.enum(['none', 'partly', 'exhausted', 'expired']);
const signedSchema = z.strictObject({
  folio: z.string(), signedAt: instant, signer: z.string(), cedula: z.string(), certificateSerial: z.string(), mode: z.enum(modes), class: fraction.nullable(), hasAntibiotic: z.boolean(),
  validUntil: day.nullable(), payloadSha256: z.string(), pdfSha256: z.string(),
  constancia: z.strictObject({ kind: z.enum(['nom-151', 'rfc-3161']), status: z.enum(['issuer-trusted', 'issuer-unknown']), issuer: z.string(), stampedAt: instant }).nullable(),
  ended: z.strictObject({ kind: z.enum(['cancelled', 'replaced']), reason: z.string(), words: z.string(), at: instant, by: z.string(), replacedBy: prescriptionId.nullable() }).nullable(),
});
export const prescriptionSchema = z.strictObject({
  id: prescriptionId, patientId, state: z.enum(['draft', 'signed', 'discarded']), version: z.int(), authorId: personId, authorName: z.string(), replaces: prescriptionId.nullable(),
  createdAt: instant, savedAt: instant, content: prescriptionContentSchema, context: contextSchema.nullable(), ...judged, signed: signedSchema.nullable(),
  /** Whether whoever opened it may sign prescriptions; of a draft only, null of what is signed. */
  mayPrescribe: z.boolean().nullable(),
});
export type Prescription = z.infer<typeof prescriptionSchema>;
export const prescriptionListReply = z.strictObject({
  prescriptions: z.array(z.strictObject({
    id: prescriptionId, /** The visit it was written in, if in one. */ encounterId: encounterId.nullable(), state: z.enum(['draft', 'signed']), at: instant, authorId: personId, authorName: z.string(), medicines: z.array(z.string()), folio: z.string().nullable(),
    mode: z.enum(modes).nullable(), validUntil: day.nullable(), ended: z.enum(['cancelled', 'replaced']).nullable(), dispensed: dispensingState.nullable(),
  })),
});
export type PrescriptionList = z.infer<typeof prescriptionListReply>['prescriptions'];

export const paperSizes = ['letter', 'half-letter'] as const;
export const prepareBody = z.strictObject({ version: z.int().min(0), certificate: base64(8_000), paper: z.enum(paperSizes) });
/** What the browser signs: the canonical payload and the PDF's signed attributes. `private` is what the payload names by its digest. */
export const preparedReply = z.strictObject({
  preparationId, payload: z.string(), payloadSha256: z.string(), private: z.string(), pdfDigest: z.string(), signedAttributes: z.string(), expiresAt: instant, byteRange: z.tuple([z.int(), z.int(), z.int(), z.int()]),
  /** Where the printed code leads; told this once, and kept nowhere but in the PDF. */
  verifyUrl: z.string(),
});
export type PreparedPrescription = z.infer<typeof preparedReply>;
export const signBody = z.strictObject({ preparationId, payloadSignature: base64(1_400), attributesSignature: base64(1_400) });
export const signedReply = z.strictObject({ prescriptionId, signed: signedSchema });

/** The file that a provider answered with, in base64: a time-stamp token (RFC 3161) or the reply that holds it, or either in base64 again. */
export const constanciaBody = z.strictObject({ file: base64(130_000) });

export const endReasons = ['wrong-medicine', 'wrong-patient', 'adverse-reaction', 'treatment-changed', 'not-wanted', 'lost', 'other'] as const;
export const cancelBody = z.strictObject({ reason: z.enum(endReasons), words: z.string().max(500) });
export const cancelledReply = z.strictObject({ cancelled: z.literal(true) });

/** A line kept to write again; `learned` counts the patients of one's signed prescriptions that share it, with nobody's name. */
export const favouritesReply = z.strictObject({
  favourites: z.array(z.strictObject({ line: lineSchema, keptAs: favouriteId.nullable(), times: z.int() })),
  orderSets: z.array(z.strictObject({ key: z.string(), title: z.strictObject({ es: z.string(), en: z.string() }), codes: z.array(z.string()), lines: z.array(z.string()) })),
});
export type PrescriptionFavourites = z.infer<typeof favouritesReply>;
export const keepFavouriteBody = z.strictObject({ line: lineSchema, takenFrom: patientId.nullable() });
export const keptFavouriteReply = z.strictObject({ id: favouriteId });
