import type { SignInReply, TotpEnrolment } from '#modules/identity/contract.ts';

/** What the person is asked for now. `done` carries the session. */
export type SignInStep =
  | { readonly is: 'password' }
  | { readonly is: 'code'; readonly hasPasskey: boolean }
  | { readonly is: 'passkey'; readonly hasCode: boolean }
  | { readonly is: 'enrol'; readonly enrolment: TotpEnrolment };

type Pending = Exclude<SignInReply, { next: 'done' }>;

/** The step that the server's answer to a right password leads to. */
export const stepAfter = (reply: Pending): SignInStep => {
  switch (reply.next) {
    case 'totp': return { is: 'code', hasPasskey: reply.others.includes('passkey') };
    case 'passkey': return { is: 'passkey', hasCode: reply.others.includes('totp') };
    case 'enrol': return { is: 'enrol', enrolment: reply.enrolment };
  }
};

/** Seconds as people read a wait: `45 s`, `1 min 05 s`. */
export const waitText = (seconds: number): string =>
  seconds < 60 ? `${String(seconds)} s` : `${String(Math.floor(seconds / 60))} min ${String(seconds % 60).padStart(2, '0')} s`;
