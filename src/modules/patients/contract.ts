import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';
import { groundBody } from '#modules/privacy/contract.ts';

/** Shapes of patients' identity: registration, correction, search, duplicates, history, merge; shared with the web. */

const id = idSchemas(z.uuid());
const patientId = id<'patient'>();
const mergeId = id<'patient-merge'>();
const personId = id<'person'>();
const civilDate = z.iso.date();
const shortText = z.string().trim().max(150);

/** Sex as the CURP and NOM-024 write it: H hombre, M mujer, X no binario. */
export const curpSexes = ['H', 'M', 'X'] as const;
export const sexSchema = z.enum(curpSexes);
/** 1 man, 2 woman, 3 intersex: what clinical limits go by. */
export const biologicalSexSchema = z.literal([1, 2, 3]);
/** Optional, never clinical: GIIS-B015 `genero`, 0 not specified, 1 to 6, 88 other. */
export const genderSchema = z.literal([0, 1, 2, 3, 4, 5, 6, 88]);

export const nameSchema = z.strictObject({
  given: z.string().max(200),
  firstSurname: z.string().max(200),
  /** Null when the person has none. */
  secondSurname: z.string().max(200).nullable(),
});
export type NameParts = z.infer<typeof nameSchema>;

/** Why there is no birth date. */
export const birthDateUnknownReasons = ['person-does-not-know', 'not-told', 'unknown-person'] as const;
/** Why there is no CURP; it is never made up. */
export const curpAbsentReasons = ['not-at-hand', 'newborn', 'foreigner', 'never-registered', 'declined', 'unknown-person'] as const;
/** Why there is no address. `pending`: taken by telephone, to be completed at the desk. */
export const addressAbsentReasons = ['pending', 'no-fixed-address', 'declined', 'unknown-person'] as const;

/**
 * The CURP, or why there is none. `attested`: its check digit is wrong, yet it stands so on the RENAPO
 * constancia that was seen; needs the permission edit-patient-identity and records who and when.
 */
export const curpGivenSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('given'), value: z.string().max(40) }),
  z.strictObject({ state: z.literal('attested'), value: z.string().max(40), seenOn: z.literal('renapo-constancia') }),
  z.strictObject({ state: z.literal('absent'), reason: z.enum(curpAbsentReasons) }),
]);
export type CurpGiven = z.infer<typeof curpGivenSchema>;

export const addressSchema = z.strictObject({
  /** Street, number and interior. */
  street: z.string().trim().min(1).max(150),
  neighbourhood: z.string().trim().max(100),
  postalCode: z.string().regex(/^(\d{5})?$/),
  city: z.string().trim().max(100),
});
export type Address = z.infer<typeof addressSchema>;

/** INEGI keys of where the person lives; zeros mean not available. */
export const residenceSchema = z.strictObject({
  entity: z.string().regex(/^(0\d|[12]\d|3[0-2])$/),
  municipality: z.string().regex(/^\d{3}$/),
  locality: z.string().regex(/^\d{4}$/),
});

export const phoneKinds = ['mobile', 'home', 'work', 'other'] as const;
/** As typed; 7 to 15 digits. Spaces, brackets, hyphens and a leading + are allowed. */
export const phoneNumberSchema = z.string().trim().max(30).regex(/^\+?[\d\s().-]+$/).refine((text) => /^\d{7,15}$/.test(text.replace(/\D/g, '')));
export const phoneSchema = z.strictObject({ kind: z.enum(phoneKinds), number: phoneNumberSchema });

export const relationships = ['mother', 'father', 'guardian', 'representative', 'spouse', 'child', 'sibling', 'grandparent', 'other'] as const;
export const contactSchema = z.strictObject({
  name: shortText.min(1), relationship: z.enum(relationships), phone: phoneNumberSchema.nullable(),
});
export type Contact = z.infer<typeof contactSchema>;

/** What identifies a person: NOM-024-SSA3-2012, table 1, with what NOM-004-SSA3-2012, 5.2.3 asks for. */
export const identityBody = z.strictObject({
  name: nameSchema,
  curp: curpGivenSchema,
  birthDate: civilDate.nullable(),
  /** Given exactly when `birthDate` is null. */
  birthDateUnknown: z.enum(birthDateUnknownReasons).nullable(),
  sex: sexSchema,
  biologicalSex: biologicalSexSchema,
  gender: genderSchema.nullable(),
  /** INEGI key 01-32, NE born abroad, 00 not available. */
  birthEntity: z.string().regex(/^(0\d|[12]\d|3[0-2]|NE)$/),
  /** RENAPO's three letters (MEX, USA…), NND not available. */
  nationality: z.string().regex(/^[A-Z]{3}$/),
  residence: residenceSchema,
  address: addressSchema.nullable(),
  /** Given exactly when `address` is null. */
  addressAbsent: z.enum(addressAbsentReasons).nullable(),
  phones: z.array(phoneSchema).max(3),
  email: z.email().max(200).nullable(),
  emergencyContact: contactSchema.nullable(),
  /** Who answers for a minor; asked for under 18 years. */
  guardian: contactSchema.nullable(),
});
export type IdentityInput = z.infer<typeof identityBody>;

export const patientParams = z.strictObject({ patientId });
export const mergeParams = z.strictObject({ mergeId });

/** `ground` left out refuses with `privacy-ground-needed`: nothing is stored. */
export const registerBody = z.strictObject({ identity: identityBody, ground: groundBody.optional() });
export const patientRef = z.strictObject({ id: patientId, recordNumber: z.string(), version: z.int() });
export type PatientRef = z.infer<typeof patientRef>;

/** An unknown person in an emergency: nothing here is needed but the apparent sex. */
export const registerUnknownBody = z.strictObject({
  apparentSex: sexSchema,
  apparentAge: z.int().min(0).max(120).nullable(),
  /** How staff tell the person apart for now: clothes, place, bed. */
  label: shortText,
});
export const identifyBody = z.strictObject({ version: z.int().min(1), identity: identityBody, reason: shortText.min(3), ground: groundBody.optional() });
export const correctBody = z.strictObject({ version: z.int().min(1), identity: identityBody, reason: shortText.min(3) });

/** Completed years, months and days. */
export const ageSchema = z.strictObject({ years: z.int(), months: z.int(), days: z.int() });

export const patientRowSchema = z.strictObject({
  id: patientId, recordNumber: z.string(), fullName: z.string(), birthDate: civilDate.nullable(), age: ageSchema.nullable(), sex: sexSchema,
  /** Last four characters, to tell namesakes apart. */
  curpTail: z.string().nullable(), phoneTail: z.string().nullable(),
  unknown: z.boolean(),
});
export type PatientRow = z.infer<typeof patientRowSchema>;

/** Names in any order, a CURP or its beginning, four or more digits of a telephone, a record number, dd/mm/aaaa; also mixed. */
export const searchBody = z.strictObject({ query: z.string().max(200), limit: z.int().min(1).max(50).default(20) });
/** `complete` is false while the index of names is still being loaded after a start. */
export const searchReply = z.strictObject({ patients: z.array(patientRowSchema), complete: z.boolean() });
export type SearchReply = z.infer<typeof searchReply>;

export const duplicatesBody = z.strictObject({
  name: nameSchema,
  birthDate: civilDate.nullable(),
  sex: sexSchema.nullable(),
  curp: z.string().max(40).nullable(),
  phone: z.string().max(30).nullable(),
  /** The patient being corrected, who is no duplicate of herself. */
  excluding: patientId.nullable(),
});
export type DuplicatesQuery = z.infer<typeof duplicatesBody>;
export const duplicateReasons = ['same-curp', 'same-name', 'similar-name', 'same-birth-date', 'similar-birth-date', 'same-phone', 'same-sex'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];
/** Best first; `score` from 0 to 1, 1 when the CURP is the same. Below 0.5 nothing is said. */
export const duplicatesReply = z.strictObject({
  candidates: z.array(z.strictObject({ patient: patientRowSchema, score: z.number(), reasons: z.array(z.enum(duplicateReasons)) })),
});
export type DuplicatesReply = z.infer<typeof duplicatesReply>;

/** What is kept, read back. `curp.attestedBy` is a person's id. */
export const identityViewSchema = identityBody.omit({ curp: true, name: true }).extend({
  name: nameSchema,
  curp: z.strictObject({
    state: z.enum(['given', 'attested', 'absent']), value: z.string().nullable(), absentReason: z.enum(curpAbsentReasons).nullable(),
    attestedBy: personId.nullable(), attestedAt: z.iso.datetime().nullable(),
  }),
});
export type IdentityView = z.infer<typeof identityViewSchema>;

/** What an identity still misses; advice, never a hindrance to care. */
export const missingSchema = z.strictObject({ rule: z.string(), field: z.string(), code: z.string() });

export const patientSchema = z.strictObject({
  id: patientId,
  /** Set when another id was asked for that has been merged into this one. */
  openedInsteadOf: patientId.nullable(),
  recordNumber: z.string(), version: z.int(), unknown: z.boolean(), label: z.string(), apparentAge: z.int().nullable(),
  fullName: z.string(), age: ageSchema.nullable(), identity: identityViewSchema, missing: z.array(missingSchema),
  /** Patients merged into this one, with the merge that can be undone. */
  merged: z.array(z.strictObject({ mergeId, patientId, recordNumber: z.string(), at: z.iso.datetime() })),
  privacy: z.enum(['consented', 'exception']),
  createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(),
});
export type Patient = z.infer<typeof patientSchema>;

export const identityEvents = ['registered', 'registered-unknown', 'corrected', 'identified'] as const;
export const historyReply = z.strictObject({
  /** Newest first; each with the whole identity as it was from then on and the fields that changed. */
  versions: z.array(z.strictObject({
    version: z.int(), event: z.enum(identityEvents), at: z.iso.datetime(), by: personId.nullable(), reason: z.string(), fullName: z.string(),
    identity: identityViewSchema, changed: z.array(z.string()),
  })),
  merges: z.array(z.strictObject({
    mergeId, keptId: patientId, mergedId: patientId, at: z.iso.datetime(), by: personId.nullable(), reason: z.string(),
    undoneAt: z.iso.datetime().nullable(), undoneBy: personId.nullable(), undoReason: z.string().nullable(),
  })),
});
export type IdentityHistory = z.infer<typeof historyReply>;

/** The patient of the address is kept; `mergedId` leads to it from then on. */
export const mergeBody = z.strictObject({ mergedId: patientId, keptVersion: z.int().min(1), mergedVersion: z.int().min(1), reason: shortText.min(3) });
export const mergeReply = z.strictObject({ mergeId, keptId: patientId, mergedId: patientId });
export const undoMergeBody = z.strictObject({ reason: shortText.min(3) });

export const curpReasons = [
  'curp-length', 'curp-characters', 'curp-generic', 'curp-pattern', 'curp-entity', 'curp-date', 'curp-check-digit', 'curp-sex-mismatch', 'curp-birth-date-mismatch',
] as const;
export const curpCheckBody = z.strictObject({ curp: z.string().max(40), sex: sexSchema.nullable().default(null), birthDate: civilDate.nullable().default(null) });
/** `birthEntity` in the form of identity's field. What a CURP says may fill the form; a CURP is never made from the form. */
export const curpCheckReply = z.strictObject({
  valid: z.boolean(), reasons: z.array(z.enum(curpReasons)), curp: z.string(),
  birthDate: civilDate.nullable(), sex: sexSchema.nullable(), birthEntity: z.string().nullable(),
});
export type CurpCheckReply = z.infer<typeof curpCheckReply>;
