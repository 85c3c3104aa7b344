import { addDays } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { PrescriptionId, Pseudonym } from '#kernel/ids.ts';
import { openedPayloads } from '#modules/prescriptions/public.ts';
import type { PrescriptionPayload } from '#modules/prescriptions/public.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Ledger, LogQuery } from './contract.ts';
import { ledgerOf, loggedBetween, progressOf } from './queries.ts';
import type { LedgerRow } from './queries.ts';

type LedgerDeps = { readonly vault: Vault };
type Read<What> = What & { readonly pseudonyms: readonly Pseudonym[] };

const actOf = ([first, ...rest]: readonly [LedgerRow, ...LedgerRow[]]): Ledger['acts'][number] => ({
  id: first.id, on: first.dispensed_on, recordedAt: first.recorded_at.toISOString(), kind: first.by_kind, licence: first.licence, name: first.by_name, establishment: first.establishment, address: first.address,
  retained: first.retained, voided: first.void_at === null ? null : { at: first.void_at.toISOString(), reason: first.void_reason ?? '' },
  items: [first, ...rest].map(({ line, fill, quantity, brand, lot, expires_on, acquired_on }) => ({ line, fill, quantity: Number(quantity), brand, lot, expiresOn: expires_on, acquiredOn: acquired_on })),
});

/** What was handed over of a prescription of this clinic, oldest first. Refuses `prescription-not-found`. */
export const readLedger = async (deps: LedgerDeps, tx: Tx<StaffActor>, id: PrescriptionId): Promise<Read<{ readonly ledger: Ledger }>> => {
  const [{ pseudonyms }, rows] = await Promise.all([openedPayloads(deps, tx, [id]), ledgerOf(tx, id)]);
  const acts = [...Map.groupBy(rows, (row) => row.id).values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [actOf([first, ...rest])]));
  return { ledger: { acts }, pseudonyms };
};

/** How far each of these prescriptions was handed over. */
export const dispensedOf = async (tx: Tx<StaffActor>, ids: readonly PrescriptionId[]): Promise<ReadonlyMap<PrescriptionId, 'none' | 'partly' | 'exhausted' | 'expired'>> =>
  new Map(ids.length === 0 ? [] : (await progressOf(tx, ids)).map(({ prescription_id, state }) => [prescription_id, state]));

const MOST_ROWS = 5_000;
const DAYS_SHOWN = 30;

const HEADINGS = [
  'folio', 'fecha_adquisicion', 'fecha_surtido', 'denominacion_generica', 'denominacion_distintiva', 'presentacion', 'lote', 'caducidad', 'cantidad', 'unidad', 'fraccion', 'antibiotico',
  'prescriptor', 'cedula', 'domicilio_prescriptor', 'farmacia', 'surtio', 'cedula_o_licencia', 'receta_retenida', 'anulado', 'motivo_anulacion',
] as const;

/** A cell that no spreadsheet takes for a formula. */
const cell = (text: string): string => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

const yesOrNo = (is: boolean): string => (is ? 'sí' : 'no');

const logged = (row: LedgerRow, payload: PrescriptionPayload): readonly string[] => {
  const line = payload.lines[row.line - 1];
  if (line === undefined) throw new Error('something was handed over of a line that was not prescribed');
  return [
    payload.folio, row.acquired_on ?? '', row.dispensed_on, line.generic, row.brand, line.presentation.text, row.lot, row.expires_on, row.quantity, line.quantity?.unit ?? '', line.fraction ?? '',
    yesOrNo(line.isAntibiotic), payload.prescriber.fullName, payload.prescriber.cedula, payload.establishment.address, row.establishment, row.by_name, row.licence,
    yesOrNo(row.retained), yesOrNo(row.void_at !== null), row.void_reason ?? '',
  ];
};

/**
 * The log of antibiotics and controlled medicines (RX-ATB-1) as a table of commas, with a byte-order mark so that spreadsheets
 * read its accents. It names no patient.
 */
export const exportLog = async (deps: LedgerDeps, tx: Tx<StaffActor>, asked: LogQuery & { readonly today: CivilDate }): Promise<Read<{ readonly table: string; readonly rows: number }>> => {
  const range = { from: asked.from ?? addDays(asked.today, -DAYS_SHOWN), to: asked.to ?? asked.today };
  const rows = await loggedBetween(tx, range, MOST_ROWS);
  const { payloads, pseudonyms } = await openedPayloads(deps, tx, [...new Set(rows.map(({ prescription_id }) => prescription_id))]);
  const lines = rows.flatMap((row) => {
    const payload = payloads.get(row.prescription_id);
    return payload === undefined ? [] : [logged(row, payload).map(cell).join(',')];
  });
  return { table: `\uFEFF${[HEADINGS.map(cell).join(','), ...lines].join('\r\n')}\r\n`, rows: lines.length, pseudonyms };
};
