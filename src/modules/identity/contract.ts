import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';

/** Shapes of signing in, sessions and factors; shared with the web. */

const instant = z.iso.datetime();
const id = idSchemas(z.uuid());
const clinicId = id<'clinic'>();
const sessionId = id<'session'>();
const personId = id<'person'>();
const deviceId = id<'device'>();
const passkeyId = id<'passkey'>();

/** The duties a person may hold at a clinic. She acts in one at a time. */
export const duties = ['physician', 'nurse', 'receptionist', 'laboratory', 'auditor', 'administrator'] as const;
export type Duty = (typeof duties)[number];
export const dutySchema = z.enum(duties);

export const languageSchema = z.enum(['es-MX', 'en-US']);
export const emailSchema = z.string().trim().max(254).pipe(z.email());
/** What is sent to be checked against a stored password: any length a person may once have set. */
export const passwordGiven = z.string().min(1).max(200);
/** A password to be set. Length, known passwords and the person's own words are judged by the server: see `passwordFaults`. */
export const passwordWanted = z.string().min(1).max(200);
/** A one-time code of an authenticator: six digits. */
export const codeSchema = z.string().regex(/^\d{6}$/);
/** What is wrong with a wanted password; stands in `detail.faults` of the refusal `password-weak`. */
export const passwordFaults = ['too-short', 'too-long', 'well-known', 'own-words', 'repetitive'] as const;
export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 128;
/** How long a proof of presence holds for sensitive acts. */
export const STEP_UP_MINUTES = 5;

/** A place where the account may act. */
export const dutyHeldSchema = z.strictObject({ clinicId, clinicName: z.string(), duty: dutySchema });
export type DutyHeld = z.infer<typeof dutyHeldSchema>;

/** Who is signed in, where, as what and until when. */
export const sessionSchema = z.strictObject({
  next: z.literal('done'),
  sessionId,
  personId,
  fullName: z.string(),
  email: z.string(),
  clinic: z.strictObject({ id: clinicId, name: z.string(), demo: z.boolean(), timeZone: z.string() }),
  duty: dutySchema,
  duties: z.array(dutyHeldSchema),
  /** Permissions of the duty in force, as `access` names them. */
  permissions: z.array(z.string()),
  language: languageSchema,
  sharedDesk: z.boolean(),
  /** Minutes without a request after which the session ends: 15, or 5 on a shared desk, or less by clinic policy. */
  idleMinutes: z.int(),
  idleUntil: instant,
  absoluteUntil: instant,
  /** Until when sensitive acts are allowed without a new proof; null when a proof is needed first. */
  steppedUpUntil: instant.nullable(),
  factors: z.strictObject({ totp: z.boolean(), passkeys: z.int() }),
  /** True when this account was never used from this device before. */
  newDevice: z.boolean(),
});
export type Session = z.infer<typeof sessionSchema>;

/** `deviceId` is a random id that the browser keeps; it only serves to recognise a new device. */
const signInPlace = { sharedDesk: z.boolean().optional(), deviceId: deviceId.optional(), duty: z.strictObject({ clinicId, duty: dutySchema }).optional() };
export const signInBody = z.strictObject({ email: emailSchema, password: passwordGiven, code: codeSchema.optional(), ...signInPlace });
export type SignIn = z.infer<typeof signInBody>;

/** Enrolment of an authenticator: show `uri` as a QR code made locally, and `secret` (base32) for typing. */
export const totpEnrolmentSchema = z.strictObject({ secret: z.string(), uri: z.string() });
export type TotpEnrolment = z.infer<typeof totpEnrolmentSchema>;

/**
 * The answer to a right password:
 *   done     signed in, the cookie is set
 *   totp     send the same body again with `code`
 *   passkey  sign in with the passkey instead (it proves both factors)
 *   enrol    the duty needs a second factor and there is none: show the enrolment, then send the same body again with `code`
 * `others` names further ways that would do as well.
 */
export const signInReply = z.discriminatedUnion('next', [
  sessionSchema,
  z.strictObject({ next: z.literal('totp'), others: z.array(z.literal('passkey')) }),
  z.strictObject({ next: z.literal('passkey'), others: z.array(z.literal('totp')) }),
  z.strictObject({ next: z.literal('enrol'), enrolment: totpEnrolmentSchema }),
]);
export type SignInReply = z.infer<typeof signInReply>;

/** Logins of the demo clinic, for the cards of the sign-in screen; empty everywhere else. */
export const demoLoginsSchema = z.strictObject({
  logins: z.array(z.strictObject({ email: z.string(), fullName: z.string(), duty: dutySchema, password: z.string().nullable() })),
});
export type DemoLogins = z.infer<typeof demoLoginsSchema>;

export const switchDutyBody = z.strictObject({ clinicId, duty: dutySchema });
export const languageBody = z.strictObject({ language: languageSchema });

/** A WebAuthn answer as `@simplewebauthn/browser` gives it; judged field by field by the verifier. */
const webauthnAnswer = z.looseObject({
  id: z.string().max(1400), rawId: z.string().max(1400), type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()), clientExtensionResults: z.record(z.string(), z.unknown()),
});
/** Options to hand to `startRegistration` or `startAuthentication` as `optionsJSON`. Valid for five minutes. */
export const passkeyOptionsSchema = z.strictObject({ options: z.record(z.string(), z.unknown()) });
export const passkeySignInBody = z.strictObject({ answer: webauthnAnswer, ...signInPlace });
export const passkeyRegisterBody = z.strictObject({ answer: webauthnAnswer, label: z.string().trim().min(1).max(60) });
export const passkeyParams = z.strictObject({ passkeyId });
export const passkeyRenameBody = z.strictObject({ label: z.string().trim().min(1).max(60) });
export const passkeySchema = z.strictObject({ id: passkeyId, label: z.string(), createdAt: instant, lastUsedAt: instant.nullable(), backedUp: z.boolean() });
export type Passkey = z.infer<typeof passkeySchema>;
export const factorsSchema = z.strictObject({ totp: z.boolean(), totpSince: instant.nullable(), passkeys: z.array(passkeySchema), mayRemoveLast: z.boolean() });
export type Factors = z.infer<typeof factorsSchema>;

/** Proof of presence: the password (with the code when an authenticator is enrolled), or a passkey. */
export const stepUpBody = z.union([
  z.strictObject({ password: passwordGiven, code: codeSchema.optional() }),
  z.strictObject({ passkey: webauthnAnswer }),
]);
export const steppedUpReply = z.strictObject({ steppedUpUntil: instant });
/** What a person may prove presence with, for the dialog. */
export const totpConfirmBody = z.strictObject({ code: codeSchema });
export const changePasswordBody = z.strictObject({ current: passwordGiven, wanted: passwordWanted });

/** Live sessions of the account, at every clinic. */
export const deviceSchema = z.strictObject({
  sessionId, label: z.string(), clinicName: z.string(), duty: dutySchema, signedInAt: instant, lastSeenAt: instant,
  sharedDesk: z.boolean(), firstSeenAt: instant.nullable(), current: z.boolean(),
  /** First seen in the last month, and the person has not said yet that it is hers. */
  isNew: z.boolean(),
});
export type Device = z.infer<typeof deviceSchema>;
export const devicesSchema = z.strictObject({ devices: z.array(deviceSchema) });
/** A device that the person is asked about on the older ones. */
export const newDeviceSchema = z.strictObject({ deviceId, label: z.string(), firstSeenAt: instant });
export type NewDevice = z.infer<typeof newDeviceSchema>;
export const newDevicesSchema = z.strictObject({ devices: z.array(newDeviceSchema) });
export const newDeviceParams = z.strictObject({ deviceId });
export const deviceParams = z.strictObject({ sessionId });
export const endedReply = z.strictObject({ ended: z.int() });
export const doneReply = z.strictObject({ done: z.literal(true) });

/** The token of a one-time link; it travels in the address's fragment and then in bodies, never in a path. */
export const setupTokenSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const setupKinds = ['first-run', 'invitation', 'reset'] as const;
export const setupCheckBody = z.strictObject({ token: setupTokenSchema });
/** `hasPassword`: the account already exists with a password; there is nothing to set, the person signs in as usual. */
export const setupCheckReply = z.strictObject({ kind: z.enum(setupKinds), email: z.string().nullable(), hasPassword: z.boolean(), expiresAt: instant });
export type SetupCheck = z.infer<typeof setupCheckReply>;
export const setupPasswordBody = z.strictObject({ token: setupTokenSchema, password: passwordWanted });
