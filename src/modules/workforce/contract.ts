import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';
import { dutySchema, emailSchema, languageSchema, passwordWanted, setupTokenSchema } from '#modules/identity/contract.ts';

export { doneReply, endedReply } from '#modules/identity/contract.ts';

/** Shapes of staff, licences, the clinic and its sites; shared with the web. */

const id = idSchemas(z.uuid());
const personId = id<'person'>();
const licenceId = id<'licence'>();
const siteId = id<'site'>();
const clinicId = id<'clinic'>();
const instant = z.iso.datetime();
const day = z.iso.date();
const name = z.string().trim().max(100);
const line = z.string().trim().max(200);

export const personParams = z.strictObject({ personId });
export const licenceParams = z.strictObject({ personId, licenceId });
export const siteParams = z.strictObject({ siteId });

/** CURP: structure only; date, entity and check digit are judged by the server (`curp-…` codes). */
const curp = z.string().trim().toUpperCase().regex(/^[A-Z0-9]{18}$/);
const rfc = z.string().trim().toUpperCase().regex(/^[A-ZÑ&]{4}\d{6}[A-Z0-9]{3}$/);
/** Cédula profesional, 5-8 digits; leading zeros are dropped by the server. */
const cedula = z.string().trim().regex(/^\d{5,12}$/);

export const licenceKinds = ['profession', 'specialty'] as const;
export const verificationMethods = ['sep-online', 'original-seen', 'certified-copy'] as const;

export const licenceBody = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('profession'), cedula, title: line.min(1), institution: line.min(1) }),
  z.strictObject({
    kind: z.literal('specialty'), cedula, title: line.min(1), institution: line.min(1),
    /** The council's certificate (valid five years): without it, or once it expires, the specialty is not printed. */
    council: line.min(1), certificate: z.string().trim().min(1).max(40), expiresOn: day,
  }),
]);
export type LicenceGiven = z.infer<typeof licenceBody>;

/** A new certificate of the same specialty; the verification starts again. */
export const renewBody = z.strictObject({ council: line.min(1), certificate: z.string().trim().min(1).max(40), expiresOn: day });
/** An attested verification: how it was checked, and the SHA-256 of the evidence (screenshot, scan), 64 hex digits. */
export const attestBody = z.strictObject({ method: z.enum(verificationMethods), evidenceSha256: z.string().regex(/^[0-9a-f]{64}$/), note: z.string().trim().max(500) });

export const licenceStates = ['unverified', 'verified', 'expires-soon', 'expired'] as const;
export const licenceSchema = z.strictObject({
  id: licenceId, kind: z.enum(licenceKinds), cedula: z.string(), title: z.string(), institution: z.string(),
  council: z.string().nullable(), certificate: z.string().nullable(), expiresOn: day.nullable(),
  state: z.enum(licenceStates),
  verification: z.strictObject({
    at: instant, byPersonId: personId, byName: z.string(), method: z.enum(verificationMethods), evidenceSha256: z.string(), selfAttested: z.boolean(), note: z.string(),
  }).nullable(),
});
export type Licence = z.infer<typeof licenceSchema>;

/** Whoever writes under supervision (LIC-4); `none` ends it. */
export const grades = ['student', 'intern', 'social-service', 'resident', 'none'] as const;
export type Grade = (typeof grades)[number];
export const supervisionBody = z.strictObject({ grade: z.enum(grades), supervisorId: personId.nullable() })
  .refine(({ grade, supervisorId }) => (grade === 'none') === (supervisorId === null));
export const supervisionSchema = z.strictObject({ grade: z.enum(grades), supervisorId: personId.nullable(), supervisorName: z.string().nullable(), since: instant, recordedBy: z.string() });
export type SupervisionView = z.infer<typeof supervisionSchema>;

const personName = { givenNames: name.min(1), firstSurname: name.min(1), secondSurname: name.nullable() };
export const staffBody = z.strictObject({
  ...personName, email: emailSchema, curp: curp.nullable(), rfc: rfc.nullable(), language: languageSchema, duties: z.array(dutySchema).min(1).max(6),
});
export type StaffGiven = z.infer<typeof staffBody>;
/** Only what is sent changes. A change of duties ends the person's sessions. The e-mail is the login and is not changed here. */
export const staffChange = z.strictObject({
  ...{ givenNames: name.min(1).optional(), firstSurname: name.min(1).optional(), secondSurname: name.nullable().optional() },
  curp: curp.nullable().optional(), rfc: rfc.nullable().optional(), duties: z.array(dutySchema).min(1).max(6).optional(),
});
export const staffMemberSchema = z.strictObject({
  id: personId, givenNames: z.string(), firstSurname: z.string(), secondSurname: z.string().nullable(), fullName: z.string(), email: z.string(),
  active: z.boolean(), duties: z.array(dutySchema),
  /** Whether the person has set a password yet, and holds a second factor. */
  signInReady: z.boolean(), secondFactor: z.boolean(),
  licences: z.array(licenceSchema),
  /** May sign as a physician: holds the duty and a verified cédula. `reasons` are codes when not. */
  mayPractise: z.boolean(), reasons: z.array(z.string()),
  /** Null when she signs alone. */
  supervision: supervisionSchema.nullable(),
});
export type StaffMember = z.infer<typeof staffMemberSchema>;
export const staffDetailSchema = staffMemberSchema.extend({ curp: z.string().nullable(), rfc: z.string().nullable(), selfIsThis: z.boolean(), /** Every line, newest first. */ supervisions: z.array(supervisionSchema) });
export type StaffDetail = z.infer<typeof staffDetailSchema>;
export const staffListSchema = z.strictObject({ staff: z.array(staffMemberSchema) });

/** `token` is shown once: the web makes the link `<origin>/preparar#<token>` of it. Valid for 72 hours, for one use. */
export const setupLinkReply = z.strictObject({ personId, token: z.string(), expiresAt: instant });
export type SetupLinkIssued = z.infer<typeof setupLinkReply>;
/** What is reset, and how the administrator made sure who asked (e.g. "en persona, con INE"). */
export const resetBody = z.strictObject({ what: z.enum(['password', 'second-factor', 'both']), identityCheck: z.string().trim().min(10).max(500) });
/** `link` is null when only the second factor was reset: the next sign-in enrols a new one. */
export const resetReply = z.strictObject({ personId, link: z.strictObject({ token: z.string(), expiresAt: instant }).nullable() });
export const licenceReply = z.strictObject({ licence: licenceSchema });

/** Names by id, for lists and bylines: every member of staff, present and past. */
export const staffNamesSchema = z.strictObject({ names: z.array(z.strictObject({ id: personId, fullName: z.string(), duties: z.array(dutySchema), active: z.boolean() })) });

const clues = z.string().trim().toUpperCase().regex(/^[A-Z]{5}\d{6}$/);
export const clinicKinds = ['private-office', 'clinic', 'hospital', 'laboratory'] as const;
export const secondFactorPolicies = ['off', 'by-duty', 'everyone'] as const;
const clinicFacts = {
  /** Type, name and address of the establishment and the owner's legal name head every document (N004-5.2.1, N004-5.2.2). */
  kind: z.enum(clinicKinds), name: line.min(1), legalName: line.min(1), address: z.string().trim().min(1).max(500),
  phone: z.string().trim().regex(/^\+?[0-9 ()-]{7,20}$/), clues: clues.nullable(), timeZone: z.string().max(60), language: languageSchema,
};
export const clinicSchema = z.strictObject({
  id: clinicId, kind: z.enum(clinicKinds), name: z.string(), legalName: z.string(), address: z.string(), phone: z.string(), clues: z.string().nullable(),
  timeZone: z.string(), language: languageSchema, demo: z.boolean(),
  responsiblePersonId: personId.nullable(), secondFactor: z.enum(secondFactorPolicies), idleMinutes: z.int(),
});
export type Clinic = z.infer<typeof clinicSchema>;
/** Only what is sent changes. `off` is refused outside the demo. */
export const clinicChange = z.strictObject({
  ...clinicFacts, responsiblePersonId: personId.nullable(), secondFactor: z.enum(secondFactorPolicies), idleMinutes: z.int().min(2).max(15),
}).partial();
export type ClinicChange = z.infer<typeof clinicChange>;

const siteFacts = { name: line.min(1), address: z.string().trim().min(1).max(500), phone: z.string().trim().max(20).nullable(), clues: clues.nullable() };
export const siteBody = z.strictObject(siteFacts);
export const siteChange = z.strictObject({ ...siteFacts, active: z.boolean() }).partial();
export const siteSchema = z.strictObject({ id: siteId, name: z.string(), address: z.string(), phone: z.string().nullable(), clues: z.string().nullable(), active: z.boolean() });
export type Site = z.infer<typeof siteSchema>;
export const sitesSchema = z.strictObject({ sites: z.array(siteSchema) });

/** First run: the one-time link becomes a clinic, its first site and its first person, administrator and, if so chosen, physician. */
export const firstRunBody = z.strictObject({
  token: setupTokenSchema,
  clinic: z.strictObject(clinicFacts),
  person: z.strictObject({ ...personName, email: emailSchema, password: passwordWanted, curp: curp.nullable(), rfc: rfc.nullable(), language: languageSchema, isPhysician: z.boolean() }),
  licence: licenceBody.nullable(),
});
export type FirstRun = z.infer<typeof firstRunBody>;
export const firstRunReply = z.strictObject({ clinicId, personId });
