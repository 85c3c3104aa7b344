import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { NoteKind } from '#modules/record/contract.ts';
import type { DraftKeeper } from '../draft/draft-keeper.ts';
import type { Certificate } from './ceremony.ts';

/** What is to be signed, and what the screen shows of it. */
export type SigningSubject = {
  readonly noteId: NoteId;
  readonly kind: NoteKind;
  /** What is signed, in the screen's language. */
  readonly title: string;
  readonly patientId: PatientId;
  readonly patientName: string;
  readonly keeper: DraftKeeper;
  /** Kept between preview and ceremony: a certificate is public. The key never is. */
  readonly certificate: Certificate | null;
  readonly onCertificate: (certificate: Certificate | null) => void;
};
