import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';

/** Shapes of the privacy notice, of consents to it and of the exceptions from asking; shared with the web. */

const id = idSchemas(z.uuid());
const patientId = id<'patient'>();
const consentId = id<'consent'>();
const personId = id<'person'>();
const exceptionId = id<'privacy-exception'>();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One item of a notice: its Roman numeral in article 15 of the LFPDPPP, a heading and the text, in Spanish. */
export const noticeItemSchema = z.strictObject({ item: z.string().max(8), title: z.string().max(120), text: z.string().max(4_000) });
export type NoticeItem = z.infer<typeof noticeItemSchema>;

/** The text in force. The Spanish text is the one that binds; `sha256` is of its canonical JSON without `sha256` and `publishedAt`. */
export const noticeSchema = z.strictObject({
  version: z.int().min(1),
  sha256,
  /** Whom a patient may complain to. */
  authority: z.string(),
  /** Shown at the moment of collection, before anything is sent. */
  simplified: z.array(noticeItemSchema),
  integral: z.array(noticeItemSchema),
  /** Purposes that care does not need: offered as a box of its own, unticked. */
  secondaryPurposes: z.array(z.string()),
  /** Null while nobody has consented to it yet: it is published by its first use. */
  publishedAt: z.iso.datetime().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const publishNoticeBody = z.strictObject({
  authority: z.string().trim().min(3).max(200),
  simplified: z.array(noticeItemSchema).min(4).max(12),
  integral: z.array(noticeItemSchema).min(6).max(20),
  secondaryPurposes: z.array(z.string().trim().min(3).max(300)).max(10),
});
export type PublishNotice = z.infer<typeof publishNoticeBody>;

/** How the express consent was given. */
export const consentMechanisms = ['autograph-on-paper', 'electronic-signature', 'authentication'] as const;
/** In what capacity the person consents. */
export const consentCapacities = ['patient', 'mother', 'father', 'guardian', 'representative'] as const;
/** Why consent is not asked for now: an emergency, or care while the person cannot consent. */
export const exceptionCauses = ['emergency', 'cannot-consent'] as const;

export const consentBody = z.strictObject({
  basis: z.literal('consent'),
  /** The notice that was shown, exactly: another one in force by now refuses with `privacy-notice-changed`. */
  noticeVersion: z.int().min(1),
  noticeSha256: sha256,
  mechanism: z.enum(consentMechanisms),
  givenBy: z.enum(consentCapacities),
  /** Who consents for the patient; null when it is the patient. */
  giverName: z.string().trim().min(1).max(150).nullable(),
  secondaryPurposes: z.boolean(),
});
export type ConsentGiven = z.infer<typeof consentBody>;

export const exceptionBody = z.strictObject({ basis: z.literal('exception'), cause: z.enum(exceptionCauses) });
export type ExceptionClaimed = z.infer<typeof exceptionBody>;

/** On what ground a patient's data are taken. */
export const groundBody = z.discriminatedUnion('basis', [consentBody, exceptionBody]);
export type Ground = z.infer<typeof groundBody>;

export const patientPrivacyParams = z.strictObject({ patientId });
export const recordConsentBody = consentBody.omit({ basis: true });
export const consentReply = z.strictObject({ consentId });

export const consentViewSchema = z.strictObject({
  id: consentId, at: z.iso.datetime(), noticeVersion: z.int(), noticeSha256: sha256, mechanism: z.enum(consentMechanisms), givenBy: z.enum(consentCapacities),
  giverName: z.string().nullable(), secondaryPurposes: z.boolean(), recordedBy: personId.nullable(),
});
export const exceptionViewSchema = z.strictObject({
  id: exceptionId, cause: z.enum(exceptionCauses), beganAt: z.iso.datetime(), endedAt: z.iso.datetime().nullable(), recordedBy: personId.nullable(),
});
/** `state`: 'exception' while consent is still to be asked for. Newest first. */
export const patientPrivacySchema = z.strictObject({
  state: z.enum(['consented', 'exception']),
  consents: z.array(consentViewSchema),
  exceptions: z.array(exceptionViewSchema),
});
export type PatientPrivacy = z.infer<typeof patientPrivacySchema>;
