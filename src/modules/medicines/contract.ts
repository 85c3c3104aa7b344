import { z } from 'zod';

/** Shapes of a line of a prescription, of the search of medicines and of reading shorthand; shared with the web. */

const words = z.string().max(300);
/** Units of penicillin and heparin go into the millions. */
const amount = z.number().positive().max(100_000_000);
const unit = z.string().min(1).max(20);

export const frequencySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every'), hours: z.number().min(0.25).max(720) }),
  z.strictObject({ kind: z.literal('times'), perDay: z.int().min(1).max(24) }),
  /** Morning, noon and night, or morning, noon, evening and night; each a multiple of the line's dose. */
  z.strictObject({ kind: z.literal('pattern'), doses: z.array(z.number().min(0).max(1_000)).min(2).max(4).refine((doses) => doses.some((dose) => dose > 0)) }),
  z.strictObject({ kind: z.literal('weekly'), everyWeeks: z.number().min(1).max(52) }),
  z.strictObject({ kind: z.literal('once') }),
]);

/** One line; see the kernel's medicine-line. What was not said is null, and refuses the signature where RIS-30 asks for it. */
export const medicineLineSchema = z.strictObject({
  ingredients: z.array(z.string().max(120)).max(12), generic: words, brand: words.nullable(),
  presentation: z.strictObject({ id: z.string().max(40).nullable(), text: words }),
  dose: z.strictObject({ value: amount, unit }).nullable(), route: z.string().max(40).nullable(), frequency: frequencySchema.nullable(), asNeeded: words.nullable(),
  duration: z.union([z.strictObject({ days: z.int().min(1).max(3_650) }), z.strictObject({ continuous: z.literal(true) })]).nullable(),
  quantity: z.strictObject({ value: amount, unit, packs: z.int().min(1).max(1_000).nullable() }).nullable(),
  indications: z.strictObject({ es: z.string().max(1_000), en: z.string().max(1_000) }), specialFolio: z.string().max(60).nullable(), fills: z.int().min(1).max(12),
});

const catalogue = z.strictObject({ name: z.string(), version: z.string(), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

const measured = z.strictObject({ amount: z.number().positive(), unit });
/** What the kernel's `reckonQuantity` and `lineWords` need, so that a line changed on the screen is reckoned there. `pack.amount` is null of several packs. */
export const presentationFactsSchema = z.strictObject({
  form: z.string(), content: z.array(z.strictObject({ amount: z.number().positive(), unit, per: measured.nullable() })),
  pack: z.strictObject({ amount: z.number().positive().nullable(), unit }),
});

export const searchMedicinesQuery = z.strictObject({
  /** What was typed of a medicine, a brand, a clave or of a whole line; never a patient. */
  q: z.string().trim().min(2).max(120),
  limit: z.coerce.number().int().min(1).max(20).default(10),
});

const foundMedicineSchema = z.strictObject({
  /** Null for an ingredient that no presentation is known of. */
  presentationId: z.string().nullable(),
  ingredients: z.array(z.string()), generic: z.string(),
  /** The trade name that was typed, if it was one. */
  brand: z.string().nullable(),
  presentation: z.string(), routes: z.array(z.string()), clave: z.string().nullable(), facts: presentationFactsSchema.nullable(),
});
export type FoundMedicine = z.infer<typeof foundMedicineSchema>;
export const searchMedicinesReply = z.strictObject({ catalogue, medicines: z.array(foundMedicineSchema).max(20) });
export type MedicinesFound = z.infer<typeof searchMedicinesReply>;

export const readLineBody = z.strictObject({ text: z.string().max(1_000) });

const noteSchema = z.enum(['fasting', 'with-food', 'before-food', 'half-hour-before-food', 'after-food', 'bedtime', 'right-eye', 'left-eye', 'both-eyes', 'right-ear', 'left-ear', 'both-ears', 'each-nostril']);
export const lineQuestions = ['medicine', 'dose', 'dose-unit', 'number', 'frequency', 'duration', 'route', 'unread'] as const;
export const lineErrors = ['empty', 'too-long', 'no-medicine', 'unknown-medicine', 'impossible-number'] as const;

export const readLineSchema = z.union([
  z.strictObject({
    line: medicineLineSchema,
    /** Said beside frequency and route, for the words to the patient. */
    notes: z.array(noteSchema),
    /** What the quantity was reckoned with beside what was said: shown with it. */
    remarks: z.array(z.enum(['thirty-days', 'twenty-drops-a-ml'])),
    facts: presentationFactsSchema.nullable(),
    /** What fits, when none or several do and none was chosen. */
    presentations: z.array(z.strictObject({ id: z.string(), text: z.string(), routes: z.array(z.string()), facts: presentationFactsSchema })),
    /** Words that stand in no part of the line: to be shown, never dropped. */
    unread: z.array(z.string()),
  }),
  /** What can be read two ways, with the choices; `typed` is the whole line with that choice. */
  z.strictObject({ question: z.enum(lineQuestions), candidates: z.array(z.strictObject({ text: z.string(), typed: z.string().nullable() })) }),
  z.strictObject({ error: z.enum(lineErrors) }),
]);
export type ReadLine = z.infer<typeof readLineSchema>;
export const readLineReply = z.strictObject({ catalogue, read: readLineSchema });

const fraction = z.enum(['I', 'II', 'III', 'IV', 'V', 'VI']);
/** What can be confirmed: `interaction` is a pair or classes of medicines, `fact` anything else that the safety check goes by. */
export const reviewSubjects = ['ingredient', 'presentation', 'interaction', 'fact'] as const;
export type ReviewSubject = (typeof reviewSubjects)[number];
const subject = z.enum(reviewSubjects);
const rowStates = ['draft', 'confirmed', 'rejected', 'changed'] as const;
export const reviewQuery = z.strictObject({
  subject: subject.default('ingredient'),
  /** Part of what a row says, or its whole key; never a patient. */
  q: z.string().trim().max(200).default(''), state: z.enum(['all', ...rowStates]).default('all'), from: z.coerce.number().int().min(0).max(100_000).default(0),
});
export type ReviewQuery = z.output<typeof reviewQuery>;
/**
 * `changed`: what was confirmed is no longer what the data say. `proposed` is the data's own word on how an ingredient may
 * be sold, `fraction` the clinic's. Rows that the clinic's prescriptions use come first, then the graver.
 */
export const reviewReply = z.strictObject({
  catalogue, counts: z.strictObject({ draft: z.int(), confirmed: z.int(), rejected: z.int(), changed: z.int() }), total: z.int(),
  rows: z.array(z.strictObject({
    key: z.string(), title: z.string(), says: z.array(z.string()), severity: z.enum(['contraindicated', 'major', 'moderate', 'minor']).nullable(),
    proposed: fraction.nullable(), proposedAntibiotic: z.boolean().nullable(), source: z.string(),
    verification: z.enum(['source-seen', 'memory']), rowSha256: z.string(), state: z.enum(rowStates), fraction: fraction.nullable(), isAntibiotic: z.boolean().nullable(),
    /** Lines of the clinic's signed prescriptions that it concerns. */
    used: z.int(),
    /** A member of the staff, by name. */
    confirmedBy: z.string().nullable(), confirmedAt: z.iso.datetime().nullable(),
  })),
});
export type MedicineReview = z.infer<typeof reviewReply>;
export const confirmBody = z.strictObject({
  subject: subject.default('ingredient'),
  rows: z.array(z.strictObject({
    key: z.string().min(1).max(200), rowSha256: z.string().regex(/^[0-9a-f]{64}$/), verdict: z.enum(['confirmed', 'rejected', 'withdrawn']), fraction: fraction.nullable(), isAntibiotic: z.boolean().nullable(),
  })).min(1).max(200),
});
export type ConfirmBody = z.output<typeof confirmBody>;
export const confirmedReply = z.strictObject({ recorded: z.int() });
