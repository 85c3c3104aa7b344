import type { Language } from '#kernel/language.ts';
import type { Clinic, ClinicChange } from '#modules/workforce/contract.ts';
import type { staffMessages } from './messages.ts';

export type ClinicDraft = Pick<Clinic, 'kind' | 'name' | 'legalName' | 'address' | 'phone' | 'timeZone' | 'language' | 'responsiblePersonId' | 'secondFactor'> & { readonly clues: string; readonly idleMinutes: string };
export type ClinicFaults = Partial<Record<keyof ClinicDraft, keyof typeof staffMessages>>;

export const clinicDraft = (clinic: Clinic): ClinicDraft => ({ ...clinic, clues: clinic.clues ?? '', idleMinutes: String(clinic.idleMinutes) });

/** The zones of the Mexican Republic. */
export const timeZones = ['America/Mexico_City', 'America/Cancun', 'America/Monterrey', 'America/Merida', 'America/Chihuahua', 'America/Ciudad_Juarez', 'America/Ojinaga', 'America/Hermosillo', 'America/Mazatlan', 'America/Bahia_Banderas', 'America/Matamoros', 'America/Tijuana'] as const;

const zoneNames: Readonly<Record<string, string>> = { Cancun: 'Cancún', Merida: 'Mérida', 'Ciudad Juarez': 'Ciudad Juárez', Mazatlan: 'Mazatlán', 'Bahia Banderas': 'Bahía de Banderas' };

/** A zone by the name of its city, as one says it. */
export const zoneName = (zone: string, language: Language): string => {
  const city = zone.replace('America/', '').replaceAll('_', ' ');
  return city === 'Mexico City' && language === 'es-MX' ? 'Ciudad de México' : zoneNames[city] ?? city;
};

/** What the clinic's facts miss; those that head every document say so (NOM-004, 5.2.1 and 5.2.2). */
export const clinicFaults = (draft: ClinicDraft): ClinicFaults => ({
  ...Object.fromEntries((['name', 'legalName', 'address'] as const).filter((field) => draft[field].trim() === '').map((field) => [field, 'fault.nom'])),
  ...(/^\+?[0-9 ()-]{7,20}$/.test(draft.phone.trim()) ? {} : { phone: 'fault.phone' as const }),
  ...(draft.clues === '' || /^[A-Z]{5}\d{6}$/.test(draft.clues) ? {} : { clues: 'fault.clues' as const }),
  ...(/^\d{1,2}$/.test(draft.idleMinutes) && Number(draft.idleMinutes) >= 2 && Number(draft.idleMinutes) <= 15 ? {} : { idleMinutes: 'fault.idle' as const }),
});

/** Only what differs is sent. */
export const clinicChangeOf = (draft: ClinicDraft, clinic: Clinic): ClinicChange => {
  const wanted: Required<ClinicChange> = {
    kind: draft.kind, name: draft.name.trim(), legalName: draft.legalName.trim(), address: draft.address.trim(), phone: draft.phone.trim(), clues: draft.clues === '' ? null : draft.clues,
    timeZone: draft.timeZone, language: draft.language, responsiblePersonId: draft.responsiblePersonId, secondFactor: draft.secondFactor, idleMinutes: Number(draft.idleMinutes),
  };
  return Object.fromEntries(Object.entries(wanted).filter(([field, value]) => clinic[field as keyof Clinic] !== value));
};
