import type { EncounterId, NoteId } from '#kernel/ids.ts';
import type { encounterKinds, NoteKind } from '#modules/record/contract.ts';

/** An attention as an inspection sees it: when, and what is left unsigned in it. */
export type SeenEncounter = {
  readonly id: EncounterId;
  readonly kind: (typeof encounterKinds)[number];
  readonly startedAt: Date;
  /** Null while it is open. */
  readonly endedAt: Date | null;
  readonly oldestDraftAt: Date | null;
};

/** A signed document as an inspection sees it: what it is, and none of its words. */
export type SeenDocument = { readonly noteId: NoteId; readonly encounterId: EncounterId; readonly kind: NoteKind; readonly answers: NoteId | null; readonly signedAt: Date };

/** A record as an inspection sees it. Addenda are not among the documents: what they amend is. */
export type RecordSubject = {
  /** `name`, `age`, `address`: what the identity still lacks. */
  readonly identityGaps: readonly string[];
  readonly hasHistory: boolean;
  readonly encounters: readonly SeenEncounter[];
  readonly documents: readonly SeenDocument[];
  readonly now: Date;
  /** IANA name of the clinic's zone: its days are the days of a stay. */
  readonly timeZone: string;
};
