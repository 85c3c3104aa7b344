import type { Messages } from '#kernel/language.ts';

/** What is missing or wrong in a note, by the finding's code; said under the field and in the list. */
export const findingMessages = {
  'missing.note-needs-evolution': { 'es-MX': 'Falta la evolución y el cuadro clínico actual.', 'en-US': 'The history and present picture are missing.' },
  'missing.note-needs-vitals': { 'es-MX': 'Faltan los signos vitales o el motivo por el que no se tomaron.', 'en-US': 'Vital signs are missing, or the reason they were not taken.' },
  'missing.note-needs-diagnosis': { 'es-MX': 'Falta al menos un diagnóstico o problema clínico.', 'en-US': 'At least one diagnosis or clinical problem is missing.' },
  'missing.note-needs-prognosis': { 'es-MX': 'Falta el pronóstico.', 'en-US': 'The prognosis is missing.' },
  'missing.note-needs-plan': { 'es-MX': 'Faltan el tratamiento y las indicaciones.', 'en-US': 'Treatment and instructions are missing.' },
  'missing.medicine-needs-name': { 'es-MX': 'Falta el nombre del medicamento.', 'en-US': 'The medicine’s name is missing.' },
  'missing.medicine-needs-dose': { 'es-MX': 'Falta la dosis.', 'en-US': 'The dose is missing.' },
  'missing.medicine-needs-route': { 'es-MX': 'Falta la vía.', 'en-US': 'The route is missing.' },
  'missing.medicine-needs-frequency': { 'es-MX': 'Falta la periodicidad.', 'en-US': 'The frequency is missing.' },
  'missing.pressure-needs-both': { 'es-MX': 'La presión arterial lleva los dos valores.', 'en-US': 'Blood pressure takes both values.' },
  'missing.pressure-upside-down': { 'es-MX': 'La sistólica no puede ser menor que la diastólica.', 'en-US': 'The systolic cannot be below the diastolic.' },
  'missing.note-lacks-history': { 'es-MX': 'Este paciente todavía no tiene historia clínica.', 'en-US': 'This patient has no clinical history yet.' },
  'missing.document-field-missing': { 'es-MX': 'Falta: {field}.', 'en-US': 'Missing: {field}.' },
  'missing.document-rows-missing': { 'es-MX': 'Falta al menos un renglón en: {field}.', 'en-US': 'At least one row is missing in: {field}.' },
  'missing.document-vital-missing': { 'es-MX': 'Falta este signo vital, o el motivo por el que no se tomó.', 'en-US': 'This vital sign is missing, or why it was not taken.' },
  'missing.witness-not-distinct': { 'es-MX': 'Los testigos son dos personas distintas, y ninguna es quien firma.', 'en-US': 'Witnesses are two different people, and neither is the signer.' },
  'missing.discharge-before-admission': { 'es-MX': 'El egreso no puede ser antes del ingreso.', 'en-US': 'Discharge cannot come before admission.' },
  'missing.addendum-needs-reason': { 'es-MX': 'Falta el motivo de la adenda.', 'en-US': 'The reason for the addendum is missing.' },
  'missing.addendum-needs-text': { 'es-MX': 'Falta el texto de la adenda.', 'en-US': 'The text of the addendum is missing.' },
  'missing.vital-no-number': { 'es-MX': 'Escriba solo el número; no se ha guardado.', 'en-US': 'Type the number only; it is not saved.' },
  'missing.vital-outside': { 'es-MX': 'Fuera de los límites del registro; no se ha guardado.', 'en-US': 'Outside the record’s limits; it is not saved.' },
} as const satisfies Messages;
