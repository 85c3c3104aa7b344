import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';
import { consentActs, diagnosisSchema, formKinds, formSchema, medicineSchema, vitalCodes, vitalsSchema } from '#modules/documents/contract.ts';
import { itemContentSchema, itemKinds, statuses } from '#modules/summary/contract.ts';

/** Shapes of the record's requests and replies; shared with the web. Lengths are characters. */

const id = idSchemas(z.uuid());
const noteId = id<'note'>();
const encounterId = id<'encounter'>();
const patientId = id<'patient'>();
const preparationId = id<'preparation'>();
const appointmentId = id<'appointment'>();
const personId = id<'person'>();
const saveId = id<'save'>();
const instant = z.iso.datetime();
const narrative = z.string().max(50_000);
const line = z.string().max(300);

export const noteParams = z.strictObject({ noteId });
export const encounterParams = z.strictObject({ encounterId });
export const chartParams = z.strictObject({ patientId });
export const preparationParams = z.strictObject({ noteId, preparationId });

/** Stretches of a text that came from an earlier note, in UTF-16 units; see the kernel's carried-text. */
const spans = z.array(z.strictObject({ from: z.int().min(0), to: z.int().min(1).max(50_000), is: z.enum(['carried', 'stale', 'seen']) })).max(1_500);
/** What a draft remembers of what was carried into it; never part of what is signed. */
export const carriedMarksSchema = z.strictObject({
  /** When the newest note was signed that something came from. */
  at: instant,
  assessment: spans, plan: spans, prognosis: spans,
  /** Medicines as they were carried: one that was changed since is carried no more. */
  medicines: z.array(medicineSchema).max(80),
  medicinesSeen: z.boolean(),
});
export type CarriedMarks = z.infer<typeof carriedMarksSchema>;

export const evolutionSchema = z.strictObject({
  kind: z.literal('evolution'),
  subjective: narrative,
  vitals: vitalsSchema,
  /** Why no vital sign was taken; empty when some were. */
  vitalsNotTaken: line,
  examination: narrative,
  results: narrative,
  diagnoses: z.array(diagnosisSchema).max(20),
  assessment: narrative,
  plan: narrative,
  medicines: z.array(medicineSchema).max(40),
  prognosis: z.string().max(2_000),
  carried: carriedMarksSchema.optional(),
});
export type EvolutionContent = z.infer<typeof evolutionSchema>;

export const addendumSchema = z.strictObject({ kind: z.literal('addendum'), reason: line, text: narrative });
export type AddendumContent = z.infer<typeof addendumSchema>;

/** Every kind of document of the record; the ones beside evolution notes and addenda are forms. */
export const noteKinds = ['evolution', 'addendum', ...formKinds] as const;
export type NoteKind = (typeof noteKinds)[number];
const noteKind = z.enum(noteKinds);

export const contentSchema = z.discriminatedUnion('kind', [evolutionSchema, addendumSchema, formSchema]);
export type NoteContent = z.infer<typeof contentSchema>;

/** What a norm still misses. `blocks` findings refuse the signature; the others are advice. */
export const findingSchema = z.strictObject({
  rule: z.string(), norm: z.string(),
  /** The numeral, where its text was read or quoted. */
  numeral: z.string().nullable(),
  /** The numeral, where it is known from memory only: shown as still to be confirmed, never cited. */
  unconfirmed: z.string().nullable(),
  code: z.string(), field: z.string(), blocks: z.boolean(),
});
export type NoteFinding = z.infer<typeof findingSchema>;

export const encounterKinds = ['outpatient', 'emergency', 'video', 'home', 'hospital', 'administrative'] as const;
export const startEncounterBody = z.strictObject({ patientId, kind: z.enum(encounterKinds), appointmentId: appointmentId.optional() });
export const encounterSchema = z.strictObject({
  id: encounterId, patientId, kind: z.enum(encounterKinds), status: z.enum(['open', 'closed']), startedAt: instant, endedAt: instant.nullable(), practitionerId: personId,
});
export type Encounter = z.infer<typeof encounterSchema>;
/** The open encounter of this physician with this patient and its draft: made when there is none, found again when there is. */
export const startedSchema = z.strictObject({ encounter: encounterSchema, noteId, resumed: z.boolean() });

/** Each code once: the record files a note's diagnoses by code. */
const namesCodesOnce = (content: NoteContent): boolean =>
  content.kind !== 'evolution' || new Set(content.diagnoses.map(({ code }) => code)).size === content.diagnoses.length;
export const saveDraftBody = z.strictObject({
  /** The version the text was based on; a newer one on the server refuses the save. */
  version: z.int().min(0),
  /** Made anew for each save: the same save sent twice counts once. */
  saveId,
  content: contentSchema.refine(namesCodesOnce),
});
export const savedSchema = z.strictObject({ version: z.int(), savedAt: instant, findings: z.array(findingSchema) });

/** Whose second signature a document waits for or has. */
export const secondsAsked = ['supervisor', 'second-physician'] as const;
export type SecondAsked = (typeof secondsAsked)[number];
const secondSchema = z.strictObject({
  asks: z.enum(secondsAsked),
  /** How the author finished it: with her e.firma, or by an act proved by her password or passkey alone. */
  method: z.enum(['efirma', 'attested']),
  firstSignedAt: instant, authorGrade: z.string().nullable(), namedId: personId.nullable(), namedName: z.string().nullable(),
  /** Null while it waits. */
  done: z.strictObject({ signedAt: instant, signer: z.string(), cedula: z.string(), certificateSerial: z.string() }).nullable(),
});
export type SecondFacts = z.infer<typeof secondSchema>;
const consentSchema = z.strictObject({ noteId, kind: z.enum(['consent', 'emergency-treatment']), act: z.string().nullable(), title: z.string(), signedAt: instant, verificationCode: z.string() });
const revocationSchema = z.strictObject({ at: instant, byName: z.string(), saidBy: z.string(), reason: z.string() });
const returnSchema = z.strictObject({ at: instant, byName: z.string(), reason: z.string() });

export const signedFactsSchema = z.strictObject({
  signedAt: instant, signer: z.string(), cedula: z.string(), certificateSerial: z.string(), payloadSha256: z.string(), pdfSha256: z.string(),
  verificationCode: z.string(), revocation: z.enum(['not-checked', 'good', 'revoked']),
});
export const addendumViewSchema = z.strictObject({ id: noteId, state: z.enum(['draft', 'waiting', 'signed']), authorId: personId, authorName: z.string(), content: addendumSchema, signed: signedFactsSchema.nullable(), savedAt: instant });
export const noteSchema = z.strictObject({
  id: noteId, encounterId, patientId, kind: noteKind, amends: noteId.nullable(), answers: noteId.nullable(),
  state: z.enum(['draft', 'waiting', 'signed', 'discarded']), version: z.int(), authorId: personId, authorName: z.string(), createdAt: instant, savedAt: instant,
  content: contentSchema, findings: z.array(findingSchema), signed: signedFactsSchema.nullable(), addenda: z.array(addendumViewSchema),
  /** What its author's signing alone does not complete; null when one signature is enough. */
  second: secondSchema.nullable(),
  /** Of one's own draft: whose supervision one signs under; null when one signs alone. */
  supervision: z.strictObject({ grade: z.string(), supervisorName: z.string() }).nullable(),
  /** The consent, or the statement in its place, that it rests on. */
  consent: consentSchema.nullable(),
  /** Of a signed consent: that it was revoked. */
  revocation: revocationSchema.nullable(),
  /** Every time it was returned, newest first. */
  returns: z.array(returnSchema),
});
export type Note = z.infer<typeof noteSchema>;

/** A new document: in the encounter named, else in this person's open one with the patient, else in a new one. */
export const startDocumentBody = z.strictObject({ patientId, kind: z.enum(formKinds), encounterId: encounterId.optional(), answers: noteId.optional() });
export const startDocumentReply = z.strictObject({ noteId, encounterId, resumed: z.boolean() });

export const earlierHistoryBody = z.strictObject({ patientId, keptAt: line.min(3) });

export const startAddendumReply = z.strictObject({ noteId });
export const discardBody = z.strictObject({ reason: line.trim().min(3) });
/** The reader's own discarded drafts. The reason is null for drafts put aside before reasons were kept. */
export const discardedSchema = z.strictObject({
  drafts: z.array(z.strictObject({ noteId, kind: noteKind, createdAt: instant, discardedAt: instant, reason: z.string().nullable(), excerpt: z.string() })),
});

/** A patient of an open emergency encounter. `dueAt`: when her next progress note is due if she is observed (NOM-027, 6.2.2). */
export const observedSchema = z.strictObject({
  encounterId, patientId, patientName: z.string(), practitionerId: personId, practitionerName: z.string(), since: instant, observedSince: instant.nullable(), lastNoteAt: instant.nullable(),
  dueAt: instant, isOverdue: z.boolean(),
});
export type Observed = z.infer<typeof observedSchema>;
export const observedListSchema = z.strictObject({ observed: z.array(observedSchema) });
export const observationBody = z.strictObject({ step: z.enum(['begun', 'ended']) });
export const observationReply = z.strictObject({ done: z.literal(true) });

/** What this physician diagnoses again and again, most often first; counted over her signed notes, with nobody's name in it. */
export const habitualSchema = z.strictObject({ diagnoses: z.array(z.strictObject({ code: z.string(), term: z.string(), times: z.int() })) });

/** One's own unsigned drafts, oldest first: what each still lacks, and the version to sign. */
export const unsignedSchema = z.strictObject({
  drafts: z.array(z.strictObject({
    noteId, patientId, patientName: z.string(), kind: noteKind, version: z.int(), createdAt: instant, savedAt: instant, excerpt: z.string(), findings: z.array(findingSchema),
  })),
  /** There are more than these. */
  more: z.boolean(),
});
export type UnsignedDraft = z.infer<typeof unsignedSchema>['drafts'][number];

const base64 = (most: number) => z.string().max(most).regex(/^[A-Za-z0-9+/]+={0,2}$/);
export const prepareBody = z.strictObject({ version: z.int().min(0), certificate: base64(8_000) });
/** What the browser signs: the canonical payload and the PDF's signed attributes, both frozen here. */
export const preparedSchema = z.strictObject({
  preparationId, payload: z.string(), payloadSha256: z.string(), pdfDigest: z.string(), signedAttributes: z.string(),
  /** Offsets in the prepared PDF that the signature covers: start, length, start, length. */
  byteRange: z.tuple([z.int(), z.int(), z.int(), z.int()]), expiresAt: instant,
});
export type Prepared = z.infer<typeof preparedSchema>;
export const signBody = z.strictObject({ preparationId, payloadSignature: base64(1_400), attributesSignature: base64(1_400) });
/** `signed` is null while the document waits for the second signature that `awaits` names. */
export const signedReply = z.strictObject({ noteId, signed: signedFactsSchema.nullable(), awaits: z.enum(secondsAsked).nullable() });

/** `act`: the act the form on the screen reports, by which each consent is judged. */
export const consentsQuery = z.strictObject({ act: z.enum(consentActs).optional() });
export const consentsSchema = z.strictObject({
  chosen: noteId.nullable(),
  consents: z.array(consentSchema.extend({ revokedAt: instant.nullable(), covers: z.boolean() })),
});
export type Consents = z.infer<typeof consentsSchema>;
export const consentBody = z.strictObject({ consentId: noteId.nullable() });
/** Who revokes, in which capacity, and why; in words. */
export const revokeBody = z.strictObject({ saidBy: line.trim().min(3), reason: line.trim().min(3) });
export const revokedReply = z.strictObject({ revoked: z.literal(true) });

/** The act by which somebody under supervision finishes a document without an e.firma. */
export const finishBody = z.strictObject({ version: z.int().min(0) });
export const secondPrepareBody = z.strictObject({ certificate: base64(8_000) });
export const returnBody = z.strictObject({ reason: line.trim().min(5) });
export const returnedReply = z.strictObject({ returned: z.literal(true) });
export const cosignaturesSchema = z.strictObject({
  waiting: z.array(z.strictObject({
    noteId, patientId, patientName: z.string(), recordNumber: z.string(), kind: noteKind, authorName: z.string(), asks: z.enum(secondsAsked), method: z.enum(['efirma', 'attested']),
    since: instant, namedName: z.string().nullable(), isNamed: z.boolean(), excerpt: z.string(),
  })),
  returned: z.array(z.strictObject({ noteId, patientId, patientName: z.string(), kind: noteKind, returnedBy: z.string(), returnedAt: instant, reason: z.string() })),
});
export type Cosignatures = z.infer<typeof cosignaturesSchema>;
export const cosignatureCountSchema = z.strictObject({ mine: z.int(), others: z.int(), returned: z.int() });

export const verificationSchema = z.strictObject({ ok: z.boolean(), problems: z.array(z.string()), checkedAt: instant });

export const chartQuery = z.strictObject({ before: instant.optional(), limit: z.coerce.number().int().min(1).max(100).default(30) });
export const chartEntrySchema = z.strictObject({
  encounterId, noteId, kind: noteKind, state: z.enum(['draft', 'waiting', 'signed']), at: instant,
  authorId: personId, authorName: z.string(), diagnoses: z.array(z.strictObject({ code: z.string(), term: z.string() })), addenda: z.int(), excerpt: z.string(),
});
export type ChartEntry = z.infer<typeof chartEntrySchema>;
export const chartSchema = z.strictObject({
  patient: z.strictObject({
    id: patientId, recordNumber: z.string(), fullName: z.string(), birthDate: z.string().nullable(), age: z.string(), sex: z.string().nullable(),
    /** What clinical limits go by; null for an intersex person. */
    biologicalSex: z.enum(['H', 'M']).nullable(),
    curpTail: z.string().nullable(), phone: z.string().nullable(), unknown: z.boolean(), guardian: z.string().nullable(),
    /** The record that holds this patient now, when it was merged into another. */
    mergedInto: patientId.nullable(),
  }),
  total: z.int(),
  entries: z.array(chartEntrySchema),
  /** Pass as `before` to get the next page; null at the end. */
  next: instant.nullable(),
  problems: z.array(z.strictObject({ code: z.string(), term: z.string(), lastAt: instant, times: z.int(), /** Whether a signed note ever confirmed it. */ confirmed: z.boolean() })),
  vitals: z.array(z.strictObject({ code: z.enum(vitalCodes), value: z.number(), at: instant, previous: z.number().nullable() })),
  lastPlan: z.strictObject({ noteId, at: instant, plan: z.string(), medicines: z.array(medicineSchema) }).nullable(),
  /** When she stayed under observation in the emergency service and when she no longer did, newest first; at most a hundred. */
  observation: z.array(z.strictObject({ encounterId, step: z.enum(['begun', 'ended']), at: instant, byName: z.string() })),
});
export type Chart = z.infer<typeof chartSchema>;

/** How much text a signed note has and how much of it was carried, in UTF-16 units. */
export const originSchema = z.strictObject({ characters: z.int().min(0), carried: z.int().min(0) });

const noteAt = z.strictObject({ noteId, at: instant });
const codes = z.array(z.string());
/** What earlier signed notes offer the next one, by problem. Vital signs, history and examination are never offered. */
export const carriableSchema = z.strictObject({
  problems: z.array(z.strictObject({
    code: z.string(), term: z.string(),
    /** As the next note would state it; null when today's catalogue does not hold it any more. */
    diagnosis: diagnosisSchema.nullable(),
    /** Its status in the summary; null when it is not on that list. */
    status: z.enum(statuses.problem).nullable(),
    from: noteAt,
  })),
  notes: z.array(z.strictObject({
    noteId, at: instant, authorName: z.string(),
    /** Line by line, in the note's order; without problems, a line is of the note as a whole. */
    lines: z.array(z.strictObject({ field: z.enum(['assessment', 'plan', 'prognosis']), text: z.string(), problems: codes })),
    medicines: z.array(z.strictObject({ medicine: medicineSchema, problems: codes, /** The summary says that it was stopped or suspended, and of none like it that it is taken. */ ended: z.boolean() })),
  })),
});
export type Carriable = z.infer<typeof carriableSchema>;

/** What is different from the end of the reader's last visit; from anybody's when she had none. */
export const changesSchema = z.strictObject({
  since: z.strictObject({ at: instant, by: z.string(), mine: z.boolean() }).nullable(),
  items: z.array(z.strictObject({
    itemId: id<'summary-item'>(), change: z.enum(['added', 'status', 'edited', 'withdrawn']),
    before: itemContentSchema.nullable(), now: itemContentSchema.nullable(), recordedAt: instant, recordedBy: z.string(),
  })),
  vitals: z.array(z.strictObject({ code: z.enum(vitalCodes), value: z.number(), at: instant, previous: z.number().nullable(), previousAt: instant.nullable() })),
  /** Signed since, newest first, at most fifty. */
  documents: z.array(z.strictObject({ noteId, amends: noteId.nullable(), kind: noteKind, at: instant, authorName: z.string(), diagnoses: z.array(z.strictObject({ code: z.string(), term: z.string() })) })),
});
export type Changes = z.infer<typeof changesSchema>;

/** The record by problem: what became of each, which signed notes name it, what was given for it. */
export const problemViewSchema = z.strictObject({
  problems: z.array(z.strictObject({
    code: z.string(), term: z.string(), status: z.enum(statuses.problem).nullable(),
    /** Every version the summary holds of it, newest first. */
    history: z.array(z.strictObject({ status: z.enum(statuses.problem), since: z.iso.date().nullable(), until: z.iso.date().nullable(), note: z.string(), recordedAt: instant, recordedBy: z.string() })),
    /** The newest twenty; `times` counts them all. */
    notes: z.array(z.strictObject({ noteId, kind: noteKind, at: instant, authorName: z.string(), certainty: z.enum(['presumptive', 'confirmed']) })),
    times: z.int(),
    /** Of the newest evolution note that names it, where that note says so. */
    medicines: z.array(medicineSchema), medicinesFrom: noteAt.nullable(),
  })),
});
export type ProblemView = z.infer<typeof problemViewSchema>;

/** What is looked for in one chart; it travels in the body alone. With `kinds`, only in documents of these, and not in the summary. */
export const searchChartBody = z.strictObject({ words: z.string().trim().min(2).max(100), kinds: z.array(noteKind).min(1).max(noteKinds.length).optional() });
export type ChartAsked = z.infer<typeof searchChartBody>;
const excerpt = { excerpt: z.string().max(202), marks: z.array(z.tuple([z.int(), z.int()])) };
export const chartHitSchema = z.discriminatedUnion('in', [
  /** `noteId` is what a reader opens: of an addendum, the note it belongs to. */
  z.strictObject({ in: z.literal('document'), id: noteId, noteId, kind: noteKind, at: instant, by: z.string(), ...excerpt }),
  z.strictObject({ in: z.literal('summary'), id: id<'summary-item'>(), kind: z.enum(itemKinds), at: instant, by: z.string(), ...excerpt }),
]);
export type ChartHit = z.infer<typeof chartHitSchema>;
/** The newest fifty, and whether there are older ones. */
export const searchChartReply = z.strictObject({ hits: z.array(chartHitSchema).max(50), hasMore: z.boolean() });
export type ChartFound = z.infer<typeof searchChartReply>;

/** A physician's own notes of the last ninety days. */
export const redundancySchema = z.strictObject({ days: z.int(), notes: z.int(), characters: z.int(), carried: z.int() });
