import type { ClinicId, PatientId, PrescriptionId } from '#kernel/ids.ts';
import type { ClinicActor, GateActor, StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';

/** The statements of the pharmacy's side: three functions for whoever holds a code, and the clinic's reading of its own ledger. */

export type FoundLine = {
  readonly line: number; readonly unit: string; readonly perFill: number; readonly packs: number | null; readonly fills: number; readonly fraction: 'I' | 'II' | 'III' | 'IV' | 'V' | 'VI' | null;
  readonly isAntibiotic: boolean; readonly handed: number; /** The fill that is due. */ readonly fill: number; /** Units left of it; 0 when nothing is. */ readonly due: number;
};
export type Standing = 'cancelled' | 'replaced' | 'exhausted' | 'expired';
export type FoundDispensing = { readonly id: string; readonly on: string; readonly establishment: string; readonly isVoid: boolean; readonly items: readonly { readonly line: number; readonly quantity: number }[] };
/** What a token finds; bytes in base64. */
export type Found = {
  readonly clinicId: ClinicId; readonly prescriptionId: PrescriptionId; readonly sealed: string; readonly payloadSha256: string; readonly payloadSignature: string; readonly certificate: string; readonly signedAt: string;
  /** Why nothing may be handed over now; null when something may. */
  readonly standing: Standing | null;
  readonly constancia: { readonly kind: 'nom-151' | 'rfc-3161'; readonly status: 'issuer-trusted' | 'issuer-unknown' } | null;
  readonly lines: readonly FoundLine[]; readonly dispensings: readonly FoundDispensing[];
};
export type Outcome = { readonly outcome: 'done' | 'replayed'; readonly id: string } | { readonly outcome: 'refused'; readonly reason: string } | { readonly outcome: 'unknown' };

/**
 * What the login behind printed codes reaches besides its functions, which should be nothing: tables, views, sequences and columns of
 * any schema of ours it holds a right to, and each of the three functions it may not call.
 */
export const codeLoginFaults = async (tx: Tx<GateActor>): Promise<readonly string[]> => {
  const rows = await tx.query<{ fault: string }>(
    `select 'holds ' || n.nspname || '.' || c.relname as fault
      from pg_catalog.pg_class c
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
        and case
          when c.relkind = 'S' then has_sequence_privilege(c.oid, 'usage, select, update')
          when c.relkind in ('r', 'p', 'v', 'm', 'f') then has_table_privilege(c.oid, 'select, insert, update, delete, truncate, references, trigger') or has_any_column_privilege(c.oid, 'select, insert, update, references')
          else false
        end
      union all
      select 'may not call pharmacy.' || wanted.name
      from unnest(array['find', 'dispense', 'void']) as wanted (name)
      where not exists (
        select
        from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        where n.nspname = 'pharmacy'
          and p.proname = wanted.name
          and has_schema_privilege(n.oid, 'usage')
          and has_function_privilege(p.oid, 'execute')
      )
      order by 1`,
  );
  return rows.map(({ fault }) => fault);
};

export const findByToken = async (tx: Tx<GateActor>, tokenSha256: Buffer): Promise<Found | null> =>
  firstRow(await tx.query<{ found: Found | null }>('select pharmacy.find($1) as found', [tokenSha256]))?.found ?? null;

export const dispenseAct = async (tx: Tx<GateActor>, tokenSha256: Buffer, act: object): Promise<Outcome> =>
  firstRow(await tx.query<{ outcome: Outcome }>('select pharmacy.dispense($1, $2::jsonb) as outcome', [tokenSha256, JSON.stringify(act)]))?.outcome ?? { outcome: 'unknown' };

export const voidAct = async (tx: Tx<GateActor>, tokenSha256: Buffer, asked: { readonly dispensingId: string; readonly secretSha256: Buffer; readonly reason: string }): Promise<string> =>
  firstRow(await tx.query<{ outcome: string }>('select pharmacy.void($1, $2, $3, $4) as outcome', [tokenSha256, asked.dispensingId, asked.secretSha256, asked.reason]))?.outcome ?? 'unknown';

export const progressOf = (tx: Tx<StaffActor>, ids: readonly PrescriptionId[]): Promise<readonly { readonly prescription_id: PrescriptionId; readonly state: 'none' | 'partly' | 'exhausted' | 'expired' }[]> =>
  tx.query('select prescription_id, state from pharmacy.progress($1::uuid[])', [ids]);

export type LedgerRow = {
  readonly id: string; readonly prescription_id: PrescriptionId; readonly patient_id: PatientId; readonly by_kind: 'pharmacist' | 'establishment'; readonly licence: string; readonly by_name: string;
  readonly establishment: string; readonly address: string; readonly retained: boolean; readonly dispensed_on: string; readonly recorded_at: Date; readonly line: number; readonly fill: number;
  readonly quantity: string; readonly brand: string; readonly lot: string; readonly expires_on: string; readonly acquired_on: string | null; readonly void_reason: string | null; readonly void_at: Date | null;
};

const LEDGER = `select d.id, d.prescription_id, d.patient_id, d.by_kind, d.licence, d.by_name, d.establishment, d.address, d.retained, d.dispensed_on::text as dispensed_on, d.recorded_at,
       i.line, i.fill, i.quantity::text as quantity, i.brand, i.lot, i.expires_on::text as expires_on, i.acquired_on::text as acquired_on, v.reason as void_reason, v.recorded_at as void_at
     from pharmacy.dispensing d
     join pharmacy.item i on i.clinic_id = d.clinic_id and i.dispensing_id = d.id
     left join pharmacy.voiding v on v.clinic_id = d.clinic_id and v.dispensing_id = d.id`;

/** What was handed over of one prescription, oldest first. */
export const ledgerOf = (tx: Tx<ClinicActor>, id: PrescriptionId): Promise<readonly LedgerRow[]> =>
  tx.query(`${LEDGER} where d.clinic_id = $1 and d.prescription_id = $2 order by d.recorded_at, i.line`, [tx.actor.clinicId, id]);

/** What was handed over of antibiotics and controlled medicines between two days, both included, oldest first. */
export const loggedBetween = (tx: Tx<ClinicActor>, range: { readonly from: string; readonly to: string }, most: number): Promise<readonly LedgerRow[]> =>
  tx.query(
    `${LEDGER}
     join rx.signed_line l on l.clinic_id = i.clinic_id and l.prescription_id = i.prescription_id and l.line = i.line
     where d.clinic_id = $1 and d.dispensed_on between $2::date and $3::date and (l.is_antibiotic or l.fraction in ('I', 'II', 'III'))
     order by d.recorded_at, i.line
     limit $4`,
    [tx.actor.clinicId, range.from, range.to, most]);
