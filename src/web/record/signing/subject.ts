import type { NoteId, PatientId, PreparationId } from '#kernel/ids.ts';
import type { NoteContent, NoteKind } from '#modules/record/contract.ts';
import type { Bytes } from './bytes.ts';
import type { Certificate, Preparation, Signatures, SignedFacts } from './ceremony.ts';

/** The words on the screen: a draft’s keeper, or words that no longer change. */
export type SigningKeeper = {
  readonly settle: () => Promise<boolean>;
  readonly suspect: () => void;
  readonly view: () => { readonly draft: { readonly content: NoteContent; readonly version: number } };
};

/** Words that wait for a second signature: whoever signs it changes none. */
export const fixedWords = (content: NoteContent, version: number): SigningKeeper =>
  ({ settle: () => Promise.resolve(true), suspect: () => undefined, view: () => ({ draft: { content, version } }) });

/** A note that is to be signed, and what the screen shows of it. */
export type NoteSubject = {
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

/** Whatever a ceremony signs: how it is saved, frozen and checked, and where the signatures go. */
export type SigningSubject = Pick<NoteSubject, 'title' | 'patientName' | 'isSecond' | 'certificate' | 'onCertificate'> & {
  readonly keeper: Pick<SigningKeeper, 'settle' | 'suspect'>;
  /** Has the server freeze it for this certificate, and holds what comes against the screen. */
  readonly prepare: (certificateDer: Bytes, onChecking: () => void) => Promise<Preparation>;
  /** Null while somebody else must sign too. */
  readonly send: (preparationId: PreparationId, signatures: Signatures) => Promise<SignedFacts | null>;
};
