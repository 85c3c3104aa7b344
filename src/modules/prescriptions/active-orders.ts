import type { PatientId } from '#kernel/ids.ts';
import { medicineCatalogue, readShorthand } from '#modules/medicines/public.ts';
import type { CheckedMedicine, MedicineOrder } from '#modules/safety/public.ts';
import type { Summary } from '#modules/summary/contract.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { readPayload } from './payload.ts';
import type { ActiveLineRow } from './queries.ts';
import { displayOf, ingredientsOf, orderOf } from './recognise.ts';
import { openSigned } from './sealed-words.ts';

/** What the patient takes already, with its doses as far as they are known: a day's dose is summed over them. */

type Entered = Extract<Summary['items'][number]['content'], { kind: 'medicine' }>;

/** Words of medicines that were read before, of whomever. Emptied when full: the same few hundred are taken by everybody. */
const readBefore = new Map<string, MedicineOrder | null>();
const MOST_KEPT = 1_000;

const readOrder = (text: string): MedicineOrder | null => {
  const read = readShorthand(medicineCatalogue(), text);
  return 'line' in read ? orderOf(read.line) : null;
};

/** The dose as it was typed into the summary; null where it cannot be read one way only. */
const typedOrder = ({ name, dose, route, frequency }: Entered): MedicineOrder | null => {
  if (dose.trim() === '') return null;
  const text = `${name} ${dose} ${route} ${frequency}`.slice(0, 300);
  const held = readBefore.get(text);
  if (held !== undefined) return held;
  const order = readOrder(text);
  if (readBefore.size >= MOST_KEPT) readBefore.clear();
  readBefore.set(text, order);
  return order;
};

export const takenNow = (items: Summary['items']): readonly CheckedMedicine[] =>
  items.flatMap(({ itemId, content }) => {
    if (content.kind !== 'medicine' || content.status !== 'active') return [];
    const order = typedOrder(content);
    return [{ ref: `active:${itemId}`, text: content.name, ingredients: ingredientsOf(content.name), origin: 'active' as const, ...(order === null ? {} : { order }) }];
  });

/** Lines of signed prescriptions as medicines that are taken. `keys` are the patients' of the rows. */
export const prescribedNow = (tx: Tx<StaffActor>, keys: ReadonlyMap<PatientId, PatientKey>, rows: readonly ActiveLineRow[]): readonly CheckedMedicine[] => {
  const linesOf = new Map(rows.map((row) => {
    const key = keys.get(row.patient_id);
    return [row.prescription_id, key === undefined ? [] : readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: row.prescription_id }, 'payload', row.payload)).lines] as const;
  }));
  return rows.map((row): CheckedMedicine => {
    const line = linesOf.get(row.prescription_id)?.[row.line - 1];
    return {
      ref: `active:${row.prescription_id}:${String(row.line)}`, text: displayOf(row.ingredients), ingredients: row.ingredients.length === 0 ? null : row.ingredients, origin: 'active',
      ...(line === undefined ? {} : { order: orderOf(line) }),
    };
  });
};
