import { conflict, notFound } from '#kernel/errors.ts';
import { fold } from '#kernel/fold.ts';
import type { FavouriteId, PatientId, Pseudonym } from '#kernel/ids.ts';
import { requireNoTraces } from '#modules/charting/public.ts';
import { versionOf } from '#platform/crypto/sealing.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PrescriptionFavourites, PrescriptionLine } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { orderSets } from './order-sets-table.ts';
import { readPayload } from './payload.ts';
import { favouritesOf, insertFavourite, lockFavourites, retireFavouriteRow } from './queries.ts';
import { openFavourite, openSigned, sealFavourite } from './sealed-words.ts';
import { signedBy } from './signed-queries.ts';

/** What one patient takes is that patient’s treatment; what several take is a habit of who writes it. */
const LEAST_PATIENTS = 2;
/** As many of the newest prescriptions as are opened: an answer may cost so much and no more. */
const MOST_OPENED = 200;
const MOST_SHOWN = 60;
const MOST_KEPT = 200;
const YEAR_MS = 365 * 86_400_000;

/** What makes two lines the same, whoever they were for. */
const lineKey = ({ ingredients, generic, presentation, dose, route, frequency, duration, asNeeded }: PrescriptionLine): string =>
  JSON.stringify([ingredients.length === 0 ? fold(generic) : ingredients, presentation.id ?? fold(presentation.text), dose, route, frequency, duration, asNeeded === null ? null : fold(asNeeded)]);

/** The words to one patient are hers: they are written anew for the next. */
const noWords = { es: '', en: '' } as const;

type Written = { readonly patientId: PatientId; readonly line: PrescriptionLine };

/** Lines that several patients share, by how many, the most common first; nobody is named. Pure. */
const learnedLines = (written: readonly Written[]): readonly { readonly line: PrescriptionLine; readonly times: number }[] =>
  [...Map.groupBy(written, ({ line }) => lineKey(line)).values()].flatMap((group) => {
    const times = new Set(group.map(({ patientId }) => patientId)).size;
    const [newest] = group;
    return newest === undefined || times < LEAST_PATIENTS ? [] : [{ line: { ...newest.line, specialFolio: null, indications: noWords }, times }];
  }).toSorted((one, other) => other.times - one.times || one.line.generic.localeCompare(other.line.generic));

const keptLines = async (deps: PrescriptionDeps, tx: Tx<StaffActor>) => {
  const rows = await favouritesOf(tx, tx.actor.personId);
  return Promise.all(rows.map(async ({ id, words }) => ({ id, line: openFavourite(await deps.vault.clinicKeyOfVersion(tx, versionOf(words)), { clinicId: tx.actor.clinicId, rowId: id }, words) })));
};

const writtenLines = async (deps: PrescriptionDeps, tx: Tx<StaffActor>): Promise<readonly Written[]> => {
  const rows = await signedBy(tx, tx.actor.personId, new Date(deps.clock.now().getTime() - YEAR_MS), MOST_OPENED);
  const keys = await deps.vault.patientKeys(tx, [...new Set(rows.map(({ patient_id }) => patient_id))]);
  return rows.flatMap((row) => {
    const key = keys.get(row.patient_id);
    if (key === undefined) return [];
    const { lines } = readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: row.prescription_id }, 'payload', row.payload));
    return lines.map(({ fraction: _fraction, isAntibiotic: _isAntibiotic, ...line }) => ({ patientId: row.patient_id, line }));
  });
};

/** The reader’s usual lines: those she keeps first, then those that several of her patients share; and the order sets by diagnosis. */
export const listFavourites = async (deps: PrescriptionDeps, tx: Tx<StaffActor>): Promise<PrescriptionFavourites> => {
  const [kept, written] = await Promise.all([keptLines(deps, tx), writtenLines(deps, tx)]);
  const learned = learnedLines(written);
  const timesOf = new Map(learned.map(({ line, times }) => [lineKey(line), times]));
  const isKept = new Set(kept.map(({ line }) => lineKey(line)));
  return {
    favourites: [
      ...kept.map(({ id, line }) => ({ line, keptAs: id, times: timesOf.get(lineKey(line)) ?? 0 })),
      ...learned.filter(({ line }) => !isKept.has(lineKey(line))).map(({ line, times }) => ({ line, keptAs: null, times })),
    ].slice(0, MOST_SHOWN),
    orderSets: orderSets.map(({ key, title, codes, lines }) => ({ key, title: { ...title }, codes: [...codes], lines: [...lines] })),
  };
};

/** Keeps a line; the same one twice is one. Refuses words that name the patient it was taken from, and more than 200. */
export const keepFavourite = async (
  deps: PrescriptionDeps, tx: Tx<StaffActor>, { line, takenFrom }: { readonly line: PrescriptionLine; readonly takenFrom: PatientId | null },
): Promise<{ readonly id: FavouriteId; readonly pseudonyms: readonly Pseudonym[] }> => {
  const words = [line.generic, line.brand ?? '', line.presentation.text, line.asNeeded ?? '', line.indications.es, line.indications.en];
  const pseudonyms = await requireNoTraces(deps.vault, tx, words, { takenFrom, code: 'favourite-names-patient' });
  await lockFavourites(tx, tx.actor.personId);
  const kept = await keptLines(deps, tx);
  const same = kept.find((each) => lineKey(each.line) === lineKey(line));
  if (same !== undefined) return { id: same.id, pseudonyms };
  if (kept.length >= MOST_KEPT) throw conflict('favourites-full', { most: MOST_KEPT });
  const id = deps.newId<'favourite'>();
  const sealed = sealFavourite(await deps.vault.clinicKey(tx), { clinicId: tx.actor.clinicId, rowId: id }, { ...line, specialFolio: null });
  await insertFavourite(tx, { id, owner_id: tx.actor.personId, words: sealed, kept_at: deps.clock.now() });
  return { id, pseudonyms };
};

/** Keeps it no longer. */
export const retireFavourite = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: FavouriteId): Promise<void> => {
  if (!await retireFavouriteRow(tx, id, tx.actor.personId, deps.clock.now())) throw notFound('favourite-not-found');
};
