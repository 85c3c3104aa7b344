import { isCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { vaccinationAt } from '#kernel/vaccination.ts';
import type { DoseOnRecord, Vaccination } from '#kernel/vaccination.ts';
import { vaccineCodes } from '#kernel/vaccines.ts';
import type { VaccineCode } from '#kernel/vaccines.ts';
import type { ItemContent, SummaryItem } from '#modules/summary/contract.ts';
import { clinicalState } from '../record/summary/clinical-state.ts';

/** The recorded doses of a summary, as the schedule reads them. */

export type Immunisation = Extract<ItemContent, { readonly kind: 'immunisation' }>;
export type Dose = SummaryItem & { readonly content: Immunisation };
export type VaccinePatient = { readonly birthDate: string | null; readonly biologicalSex: 'H' | 'M' | null };

export const dosesOf = (items: readonly SummaryItem[]): readonly Dose[] =>
  items.flatMap((item) => (item.content.kind === 'immunisation' && item.content.status !== 'entered-in-error' ? [{ ...item, content: item.content }] : []))
    .toSorted((one, other) => (other.content.since ?? '').localeCompare(one.content.since ?? '') || other.recordedAt.localeCompare(one.recordedAt));

const onRecord = ({ itemId, content }: Dose): readonly DoseOnRecord[] =>
  (content.code === undefined ? [] : [{ id: itemId, vaccine: content.code, number: content.number ?? null, on: content.since !== null && isCivilDate(content.since) ? content.since : null, isRefused: content.status === 'refused' }]);

/** Null when the day of birth is not known. */
export const vaccinationOf = (items: readonly SummaryItem[], patient: VaccinePatient, now: { readonly today: CivilDate; readonly timeZone: string }): Vaccination | null => {
  const { birthDate, biologicalSex } = patient;
  if (birthDate === null || !isCivilDate(birthDate)) return null;
  const { pregnancy } = clinicalState(items, patient, now);
  const due = pregnancy?.status === 'pregnant' && pregnancy.toConfirm === null ? pregnancy.due : null;
  return vaccinationAt({ birthDate, sex: biologicalSex, due }, dosesOf(items).flatMap(onRecord), now.today);
};

export const sexOf = (biologicalSex: 1 | 2 | 3): 'H' | 'M' | null => ({ 1: 'H', 2: 'M', 3: null } as const)[biologicalSex];

export const codeIn = (text: string): VaccineCode | undefined => vaccineCodes.find((code) => code === text);
