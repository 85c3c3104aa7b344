import type { Messages } from '#kernel/language.ts';

export const problemMessages = {
  'view.label': { 'es-MX': 'Ver el expediente', 'en-US': 'View the record' },
  'view.date': { 'es-MX': 'Por fecha', 'en-US': 'By date' },
  'view.problem': { 'es-MX': 'Por problema', 'en-US': 'By problem' },
  'keys.view': { 'es-MX': 'Ver por problema o por fecha', 'en-US': 'View by problem or by date' },
  'keys.next': { 'es-MX': 'Problema siguiente', 'en-US': 'Next problem' },
  'keys.previous': { 'es-MX': 'Problema anterior', 'en-US': 'Previous problem' },
  none: { 'es-MX': 'Este expediente todavía no tiene problemas ni diagnósticos firmados', 'en-US': 'This record has no problems or signed diagnoses yet' },
  unlisted: { 'es-MX': 'Solo en notas', 'en-US': 'In notes only' },
  times: { 'es-MX': '{times, plural, =0 {Sin notas} one {# nota} other {# notas}}', 'en-US': '{times, plural, =0 {No notes} one {# note} other {# notes}}' },
  history: { 'es-MX': 'Estado en el tiempo', 'en-US': 'Status over time' },
  'history.none': { 'es-MX': 'No está en la lista de problemas.', 'en-US': 'It is not on the problem list.' },
  since: { 'es-MX': 'desde', 'en-US': 'since' },
  until: { 'es-MX': 'hasta', 'en-US': 'until' },
  recorded: { 'es-MX': 'Registrado el', 'en-US': 'Recorded on' },
  notes: { 'es-MX': 'Notas que lo nombran', 'en-US': 'Notes that name it' },
  'notes.more': { 'es-MX': 'Se muestran las {shown} más recientes de {times}.', 'en-US': 'The newest {shown} of {times} are shown.' },
  medicines: { 'es-MX': 'Medicamentos, según la nota del', 'en-US': 'Medicines, by the note of' },
} as const satisfies Messages;
