import type { Clock } from '#kernel/clock.ts';
import type { AppointmentId, NewId, PatientId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { Vault } from '#platform/crypto/vault.ts';

/** A visit as the record knows it: whose, by whom (the transaction's person), and for which appointment if it was told. */
export type Visit = { readonly patientId: PatientId; readonly appointmentId: AppointmentId | null; readonly at: Date };

/** Facts of the record, told in the very transaction that makes them true; who hears them is wired where a process is composed. */
export type RecordFacts = {
  readonly visitBegun: (tx: Tx<StaffActor>, visit: Visit) => Promise<void>;
  readonly visitEnded: (tx: Tx<StaffActor>, visit: Visit) => Promise<void>;
};

/** What the record's use cases need of the world. */
export type RecordDeps = {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
  /** A fresh time-ordered id. */
  readonly newId: NewId;
  /** `n` unpredictable bytes. */
  readonly random: (n: number) => Uint8Array;
  /** DER of the certificates whose signatures are trusted to issue e.firma; configuration, never data. */
  readonly trustedIssuers: () => readonly Uint8Array[];
  readonly facts: RecordFacts;
};
