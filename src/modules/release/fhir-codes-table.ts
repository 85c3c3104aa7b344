import type { VaccineCode } from '#kernel/vaccines.ts';
import type { VitalCode } from '#modules/documents/contract.ts';
import type { SignedHead } from '#modules/record/public.ts';

/** LOINC's code of a kind of document, where one is surely meant; every kind has a code of our own beside it. */
export const loincOfKind: Readonly<Partial<Record<SignedHead['kind'], string>>> = {
  evolution: '11506-3', daily: '11506-3', addendum: '55107-7', history: '34117-2', 'interconsultation-answer': '11488-4', referral: '57133-1',
  'emergency-initial': '34111-5', postoperative: '11504-8', discharge: '18842-5', 'nursing-sheet': '34746-8', consent: '59284-0',
};

/** Each vital sign's LOINC code and UCUM unit; what a person reads is the record's own unit. */
export const vitalsTable = {
  temperature: { loinc: '8310-5', unit: 'Cel', name: 'Temperatura corporal' },
  systolic: { loinc: '8480-6', unit: 'mm[Hg]', name: 'Presión sistólica' },
  diastolic: { loinc: '8462-4', unit: 'mm[Hg]', name: 'Presión diastólica' },
  heartRate: { loinc: '8867-4', unit: '/min', name: 'Frecuencia cardiaca' },
  respiratoryRate: { loinc: '9279-1', unit: '/min', name: 'Frecuencia respiratoria' },
  oxygenSaturation: { loinc: '2708-6', unit: '%', name: 'Saturación de oxígeno' },
  weight: { loinc: '29463-7', unit: 'kg', name: 'Peso' },
  height: { loinc: '8302-2', unit: 'cm', name: 'Talla' },
  headCircumference: { loinc: '9843-4', unit: 'cm', name: 'Perímetro cefálico' },
  glucose: { loinc: '32016-8', unit: 'mg/dL', name: 'Glucosa capilar' },
} as const satisfies Record<VitalCode, { readonly loinc: string; readonly unit: string; readonly name: string }>;

/** Systolic and diastolic are one observation in FHIR. */
export const bloodPressure = { loinc: '85354-9', name: 'Presión arterial' } as const;
export const creatinine = { loinc: '2160-0', unit: 'mg/dL', name: 'Creatinina sérica' } as const;

/** v3-ActCode of a kind of encounter; an administrative one is no encounter by ActCode and keeps our code. */
export const encounterClasses: Readonly<Record<string, string>> = { outpatient: 'AMB', emergency: 'EMER', video: 'VR', home: 'HH', hospital: 'IMP' };

/** CDC's code (CVX) of a vaccine, where one says no more than was recorded. */
export const cvxOf: Readonly<Partial<Record<VaccineCode, string>>> = {
  bcg: '19', 'hepatitis-b': '45', rotavirus: '122', 'neumococica-conjugada': '152', influenza: '88', srp: '03', sr: '04', dpt: '01', vph: '137', td: '139', tdpa: '115',
  'neumococica-polisacarida': '33', 'covid-19': '213', polio: '89', 'hepatitis-a': '85', varicela: '21', meningococica: '108', 'fiebre-amarilla': '184', tifoidea: '91', rabia: '90', 'herpes-zoster': '188',
};
