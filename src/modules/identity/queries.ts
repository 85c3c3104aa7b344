import type { AccountId, ClinicId, DeviceId, PasskeyId, PersonId, SessionId } from '#kernel/ids.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';
import type { OperatorActor, StaffLogin } from '#platform/postgres/actor.ts';
import type { Duty } from './contract.ts';

/** Everything here goes through functions of schema auth: the login that runs it can read no table. */

export type SignInFacts = {
  readonly account_id: AccountId; readonly email: string; readonly password_hash: string | null;
  readonly totp_secret: Buffer | null; readonly totp_pending: Buffer | null; readonly passkeys: number; readonly needs_factor: boolean;
};
export type DutyRow = { readonly clinic_id: ClinicId; readonly clinic_name: string; readonly role: Duty };
export type SessionRow = {
  readonly id: SessionId; readonly clinic_id: ClinicId; readonly person_id: PersonId; readonly role: Duty; readonly login_role: StaffLogin;
  readonly language: 'es-MX' | 'en-US'; readonly stepped_up_at: Date | null;
};
export type SessionFacts = {
  readonly session_id: SessionId; readonly account_id: AccountId; readonly clinic_id: ClinicId; readonly clinic_name: string; readonly demo: boolean;
  readonly time_zone: string; readonly person_id: PersonId; readonly full_name: string; readonly email: string; readonly role: Duty;
  readonly language: 'es-MX' | 'en-US'; readonly shared_desk: boolean; readonly idle_minutes: number; readonly idle_until: Date;
  readonly absolute_until: Date; readonly stepped_up_at: Date | null; readonly totp: boolean; readonly totp_since: Date | null;
  readonly passkeys: number; readonly needs_factor: boolean; readonly new_device: boolean;
};
export type AccountRow = {
  readonly account_id: AccountId; readonly email: string; readonly password_hash: string | null; readonly totp_secret: Buffer | null;
  readonly totp_pending: Buffer | null; readonly totp_since: Date | null; readonly webauthn_user: Buffer; readonly needs_factor: boolean;
};
export type DeviceRow = {
  readonly session_id: SessionId; readonly label: string; readonly clinic_name: string; readonly role: Duty; readonly created_at: Date;
  readonly last_seen_at: Date; readonly shared_desk: boolean; readonly first_seen_at: Date | null; readonly is_new: boolean; readonly current: boolean;
};
export type NewDeviceRow = { readonly device_id: DeviceId; readonly label: string; readonly first_seen_at: Date };
export type PasskeyRow = {
  readonly passkey_id: PasskeyId; readonly credential_id: string; readonly transports: readonly string[]; readonly label: string;
  readonly backed_up: boolean; readonly created_at: Date; readonly last_used_at: Date | null;
};
export type PasskeyKeyRow = { readonly passkey_id: PasskeyId; readonly account_id: AccountId; readonly public_key: Buffer; readonly counter: number; readonly transports: readonly string[] };
export type SetupLinkRow = { readonly kind: 'first-run' | 'invitation' | 'reset'; readonly email: string | null; readonly has_password: boolean; readonly expires_at: Date; readonly account_id: AccountId | null };

export type NewSession = {
  readonly accountId: AccountId; readonly clinicId: ClinicId | null; readonly duty: Duty | null; readonly sessionId: SessionId; readonly hash: Buffer;
  readonly factor: 'password' | 'totp' | 'passkey'; readonly sharedDesk: boolean; readonly deviceId: DeviceId; readonly deviceKey: Buffer; readonly deviceLabel: string;
};

type Value<Name extends string, Type> = { readonly [Key in Name]: Type };

export const beginAttempt = async (tx: Tx, accountKey: Buffer | null, addressKey: Buffer): Promise<number> =>
  onlyRow(await tx.query<Value<'wait', number>>('select auth.begin_attempt($1, $2) as wait', [accountKey, addressKey])).wait;
export const forgiveAttempt = (tx: Tx, accountKey: Buffer | null, addressKey: Buffer, wholly: boolean): Promise<readonly unknown[]> =>
  tx.query('select auth.forgive_attempt($1, $2, $3)', [accountKey, addressKey, wholly]);

export const signInFacts = async (tx: Tx, foldedEmail: string): Promise<SignInFacts | undefined> =>
  firstRow(await tx.query<SignInFacts>('select * from auth.sign_in_facts($1)', [foldedEmail]));
export const noteFailedSignIn = (tx: Tx, accountId: AccountId | null, reason: string): Promise<readonly unknown[]> =>
  tx.query('select auth.note_failed_sign_in($1, $2)', [accountId, reason]);
export const openSession = async (tx: Tx, wanted: NewSession): Promise<Value<'new_device', boolean> | undefined> =>
  firstRow(await tx.query<Value<'new_device', boolean>>('select * from auth.open_session($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
    wanted.accountId, wanted.clinicId, wanted.duty, wanted.sessionId, wanted.hash, wanted.factor, wanted.sharedDesk, wanted.deviceId, wanted.deviceKey, wanted.deviceLabel,
  ]));

export const liveSession = async (tx: Tx, hash: Buffer): Promise<SessionRow | undefined> =>
  firstRow(await tx.query<SessionRow>(
    'select id, clinic_id, person_id, role, login_role, language, stepped_up_at from auth.live_session($1)', [hash]));
/** Whether the session of the transaction's actor still stands; asking does not prolong it. */
export const sessionStands = async (tx: Tx): Promise<boolean> =>
  onlyRow(await tx.query<{ stands: boolean }>('select auth.clinic() is not null as stands')).stands;
export const sessionFacts = async (tx: Tx, hash: Buffer): Promise<SessionFacts> =>
  onlyRow(await tx.query<SessionFacts>('select * from auth.session_facts($1)', [hash]));
export const dutiesOf = (tx: Tx, accountId: AccountId): Promise<readonly DutyRow[]> =>
  tx.query('select clinic_id, clinic_name, role from auth.duties_of($1)', [accountId]);
export const switchDuty = async (tx: Tx, hash: Buffer, wanted: { readonly clinicId: ClinicId; readonly duty: Duty }, next: { readonly sessionId: SessionId; readonly hash: Buffer }): Promise<boolean> =>
  onlyRow(await tx.query<Value<'switched', boolean>>('select auth.switch_duty($1, $2, $3, $4, $5) as switched', [hash, wanted.clinicId, wanted.duty, next.sessionId, next.hash])).switched;
export const stepUp = async (tx: Tx, hash: Buffer, newHash: Buffer, proof: string): Promise<Date> =>
  onlyRow(await tx.query<Value<'at', Date>>('select auth.step_up($1, $2, $3) as at', [hash, newHash, proof])).at;
export const signOut = (tx: Tx, hash: Buffer): Promise<readonly unknown[]> => tx.query('select auth.sign_out($1)', [hash]);
export const mySessions = (tx: Tx, hash: Buffer): Promise<readonly DeviceRow[]> => tx.query('select * from auth.my_sessions($1)', [hash]);
export const endMySessions = async (tx: Tx, hash: Buffer, one: string | null): Promise<number> =>
  onlyRow(await tx.query<Value<'ended', number>>('select auth.end_my_sessions($1, $2) as ended', [hash, one])).ended;

export const newDevices = (tx: Tx, hash: Buffer): Promise<readonly NewDeviceRow[]> => tx.query('select device_id, label, first_seen_at from auth.new_devices($1)', [hash]);
export const vouchForDevice = async (tx: Tx, hash: Buffer, deviceId: DeviceId): Promise<boolean> =>
  onlyRow(await tx.query<Value<'vouched', boolean>>('select auth.vouch_for_device($1, $2) as vouched', [hash, deviceId])).vouched;
export const disownDevice = async (tx: Tx, hash: Buffer, deviceId: DeviceId): Promise<number | null> =>
  onlyRow(await tx.query<Value<'ended', number | null>>('select auth.disown_device($1, $2) as ended', [hash, deviceId])).ended;

export const myAccount = async (tx: Tx, hash: Buffer): Promise<AccountRow> =>
  onlyRow(await tx.query<AccountRow>('select * from auth.my_account($1)', [hash]));
export const changePassword = (tx: Tx, hash: Buffer, newHash: Buffer, passwordHash: string): Promise<readonly unknown[]> =>
  tx.query('select auth.change_password($1, $2, $3)', [hash, newHash, passwordHash]);
export const setLanguage = (tx: Tx, hash: Buffer, language: string): Promise<readonly unknown[]> =>
  tx.query('select auth.set_language($1, $2)', [hash, language]);

export const offerTotp = (tx: Tx, accountId: AccountId, sealed: Buffer): Promise<readonly unknown[]> =>
  tx.query('select auth.offer_totp($1, $2)', [accountId, sealed]);
export const confirmTotp = async (tx: Tx, accountId: AccountId, sealed: Buffer, step: number): Promise<boolean> =>
  onlyRow(await tx.query<Value<'confirmed', boolean>>('select auth.confirm_totp($1, $2, $3) as confirmed', [accountId, sealed, step])).confirmed;
export const useTotp = async (tx: Tx, accountId: AccountId, step: number): Promise<boolean> =>
  onlyRow(await tx.query<Value<'used', boolean>>('select auth.use_totp($1, $2) as used', [accountId, step])).used;
export const removeTotp = async (tx: Tx, hash: Buffer): Promise<boolean> =>
  onlyRow(await tx.query<Value<'removed', boolean>>('select auth.remove_totp($1) as removed', [hash])).removed;

export const myPasskeys = (tx: Tx, hash: Buffer): Promise<readonly PasskeyRow[]> => tx.query('select * from auth.my_passkeys($1)', [hash]);
export type NewPasskey = { readonly id: PasskeyId; readonly credentialId: string; readonly publicKey: Buffer; readonly counter: number; readonly transports: readonly string[]; readonly label: string; readonly backedUp: boolean };
export const addPasskey = (tx: Tx, hash: Buffer, passkey: NewPasskey): Promise<readonly unknown[]> =>
  tx.query('select auth.add_passkey($1, $2, $3, $4, $5, $6, $7, $8)', [
    hash, passkey.id, passkey.credentialId, passkey.publicKey, passkey.counter, passkey.transports, passkey.label, passkey.backedUp,
  ]);
export const renamePasskey = async (tx: Tx, hash: Buffer, passkeyId: PasskeyId, label: string): Promise<boolean> =>
  onlyRow(await tx.query<Value<'renamed', boolean>>('select auth.rename_passkey($1, $2, $3) as renamed', [hash, passkeyId, label])).renamed;
export const removePasskey = async (tx: Tx, hash: Buffer, passkeyId: PasskeyId): Promise<'removed' | 'absent' | 'last'> =>
  onlyRow(await tx.query<Value<'outcome', 'removed' | 'absent' | 'last'>>('select auth.remove_passkey($1, $2) as outcome', [hash, passkeyId])).outcome;
export const passkeyOf = async (tx: Tx, credentialId: string): Promise<PasskeyKeyRow | undefined> =>
  firstRow(await tx.query<PasskeyKeyRow>('select * from auth.passkey_of($1)', [credentialId]));
export type PasskeyUse = { readonly passkeyId: PasskeyId; readonly counter: number; readonly backedUp: boolean; readonly challengeHash: Buffer; readonly expires: Date };
export const usePasskey = async (tx: Tx, use: PasskeyUse): Promise<boolean> =>
  onlyRow(await tx.query<Value<'used', boolean>>('select auth.use_passkey($1, $2, $3, $4, $5) as used', [use.passkeyId, use.counter, use.backedUp, use.challengeHash, use.expires])).used;

export const setupLinkFacts = async (tx: Tx, hash: Buffer): Promise<SetupLinkRow | undefined> =>
  firstRow(await tx.query<SetupLinkRow>('select * from auth.setup_link_facts($1)', [hash]));
export const setPasswordByLink = async (tx: Tx, hash: Buffer, passwordHash: string): Promise<boolean> =>
  onlyRow(await tx.query<Value<'done', boolean>>('select auth.set_password_by_link($1, $2) as done', [hash, passwordHash])).done;
export const acceptInvitation = async (tx: Tx, hash: Buffer, linkHash: Buffer): Promise<boolean> =>
  onlyRow(await tx.query<Value<'done', boolean>>('select auth.accept_invitation($1, $2) as done', [hash, linkHash])).done;
export const issueFirstRunLink = async (tx: Tx, hash: Buffer, expires: Date): Promise<boolean> =>
  onlyRow(await tx.query<Value<'issued', boolean>>('select auth.issue_first_run_link($1, $2) as issued', [hash, expires])).issued;
export const spendFirstRunLink = async (tx: Tx, hash: Buffer, clinicId: ClinicId): Promise<boolean> =>
  onlyRow(await tx.query<Value<'spent', boolean>>('select auth.spend_first_run_link($1, $2) as spent', [hash, clinicId])).spent;

export type NewAccount = { readonly id: AccountId; readonly email: string; readonly foldedEmail: string; readonly language: string; readonly passwordHash: string | null; readonly webauthnUser: Buffer };
export const accountFor = async (tx: Tx, account: NewAccount): Promise<AccountId> =>
  onlyRow(await tx.query<Value<'account', AccountId>>('select auth.account_for($1, $2, $3, $4, $5, $6) as account', [
    account.id, account.email, account.foldedEmail, account.language, account.passwordHash, account.webauthnUser,
  ])).account;
export type PersonLink = { readonly personId: PersonId; readonly kind: 'invitation' | 'reset'; readonly hash: Buffer; readonly expires: Date };
export const issuePersonLink = async (tx: Tx, link: PersonLink): Promise<boolean> =>
  onlyRow(await tx.query<Value<'issued', boolean>>('select auth.issue_person_link($1, $2, $3, $4) as issued', [link.personId, link.kind, link.hash, link.expires])).issued;
export const clearFactors = async (tx: Tx, personId: PersonId): Promise<boolean> =>
  onlyRow(await tx.query<Value<'cleared', boolean>>('select auth.clear_factors($1) as cleared', [personId])).cleared;
export const endSessionsOf = async (tx: Tx, personId: PersonId, reason: string): Promise<number> =>
  onlyRow(await tx.query<Value<'ended', number>>('select auth.end_sessions_of($1, $2) as ended', [personId, reason])).ended;
export const signInStates = (tx: Tx): Promise<readonly { readonly person_id: PersonId; readonly ready: boolean; readonly second_factor: boolean }[]> =>
  tx.query('select person_id, ready, second_factor from auth.sign_in_states()');

/** As amate_worker. Answers how many sessions were removed. */
export const forgetEnded = async (tx: Tx, before: Date, most: number): Promise<number> =>
  onlyRow(await tx.query<Value<'gone', number>>('select auth.forget_ended($1, $2) as gone', [before, most])).gone;
export type OperatorReset = { readonly foldedEmail: string; readonly hash: Buffer; readonly expires: Date; readonly dropFactors: boolean };
export const resetAsOperator = async (tx: Tx<OperatorActor>, reset: OperatorReset): Promise<{ readonly email: string; readonly clinics: number } | undefined> =>
  firstRow(await tx.query<{ readonly email: string; readonly clinics: number }>(
    'select email, clinics from auth.operator_reset($1, $2, $3, $4)', [reset.foldedEmail, reset.hash, reset.expires, reset.dropFactors]));
