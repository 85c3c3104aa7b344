import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { NoteContent, NoteKind } from '#modules/record/contract.ts';
import type { Certificate } from './ceremony.ts';

/** The words on the screen: a draft’s keeper, or words that no longer change. */
export type SigningKeeper = {
  readonly settle: () => Promise<boolean>;
  readonly suspect: () => void;
  readonly view: () => { readonly draft: { readonly content: NoteContent; readonly version: number } };
};

/** Words that wait for a second signature: whoever signs it changes none. */
export const fixedWords = (content: NoteContent, version: number): SigningKeeper =>
  ({ settle: () => Promise.resolve(true), suspect: () => undefined, view: () => ({ draft: { content, version } }) });

/** What is to be signed, and what the screen shows of it. */
export type SigningSubject = {
  readonly noteId: NoteId;
  readonly kind: NoteKind;
  /** What is signed, in the screen's language. */
  readonly title: string;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly keeper: SigningKeeper;
  /** Somebody else signed it first: this is the second signature. */
  readonly isSecond?: boolean;
  /** Kept between preview and ceremony: a certificate is public. The key never is. */
  readonly certificate: Certificate | null;
  readonly onCertificate: (certificate: Certificate | null) => void;
};
