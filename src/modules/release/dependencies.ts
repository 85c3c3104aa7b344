import type { Clock } from '#kernel/clock.ts';
import type { ClinicId, NewId, PatientId, PrescriptionId } from '#kernel/ids.ts';
import type { Professional } from '#modules/record/public.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Tx } from '#platform/postgres/transaction.ts';

/** A medicine of a prescription, as far as its copy in FHIR goes. */
export type ReleasedMedicine = {
  readonly generic: string; readonly brand: string | null; readonly presentation: { readonly text: string }; readonly indications: { readonly es: string };
  readonly quantity: { readonly value: number; readonly unit: string } | null; readonly fills: number; readonly asNeeded: string | null;
};

/** What a pharmacy handed over at once; everything that is told of it goes into the archive. */
export type ReleasedAct = { readonly id: string; readonly on: string; readonly establishment: string; readonly voided: object | null; readonly items: readonly { readonly line: number; readonly quantity: number }[] };

/** A signed prescription byte for byte, and what became of it. */
export type ReleasedPrescription = {
  readonly pdf: Buffer; readonly payload: Buffer; readonly payloadSignature: Buffer; readonly privatePart: Buffer;
  readonly signedAttributes: Buffer; readonly attributesSignature: Buffer; readonly certificate: Buffer; readonly constancia: Buffer | null;
  readonly stated: { readonly folio: string; readonly issuedAt: string; readonly validUntil: string | null; readonly prescriber: Omit<Professional, 'curp'>; readonly lines: readonly ReleasedMedicine[] };
  readonly facts: {
    readonly mode: string; readonly constancia: object | null;
    readonly ended: { readonly kind: 'cancelled' | 'replaced'; readonly reason: string; readonly words: string; readonly at: string; readonly by: string; readonly replacedBy: PrescriptionId | null } | null;
  };
  readonly dispensed: readonly ReleasedAct[];
};

/** Told by whoever keeps the prescriptions. */
export type Prescribed = {
  readonly heads: (tx: Tx<StaffActor>, trail: readonly PatientId[]) => Promise<readonly { readonly prescriptionId: PrescriptionId; readonly signedAt: Date }[]>;
  readonly open: (tx: Tx<StaffActor>, id: PrescriptionId) => Promise<ReleasedPrescription>;
};

/** What the release of records needs of the world. */
export type ReleaseDeps = {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly prescribed: Prescribed;
  readonly timeZoneOf: (clinicId: ClinicId) => string;
  /** `<data>/keys`, with the key that signs the audit's checkpoints: it signs what is handed over too. */
  readonly keysFolder: string;
};
