import type { Messages } from '#kernel/language.ts';

export const railMessages = {
  problems: { 'es-MX': 'Diagnósticos en notas', 'en-US': 'Diagnoses in notes' },
  'no-problems': { 'es-MX': 'Sin diagnósticos firmados todavía.', 'en-US': 'No signed diagnoses yet.' },
  times: { 'es-MX': '{times, plural, one {# vez} other {# veces}}', 'en-US': '{times, plural, one {# time} other {# times}}' },
  'last-time': { 'es-MX': 'última', 'en-US': 'last' },
  'add-problem': { 'es-MX': 'Agregar a la nota: {term}', 'en-US': 'Add to the note: {term}' },
  vitals: { 'es-MX': 'Últimos signos vitales', 'en-US': 'Last vital signs' },
  'insert-vitals': { 'es-MX': 'Escribir los últimos signos donde está el cursor', 'en-US': 'Write the last vital signs at the caret' },
  'last-plan': { 'es-MX': 'Último plan', 'en-US': 'Last plan' },
  'bring-plan': { 'es-MX': 'Traer el plan', 'en-US': 'Bring the plan' },
  'bring-medicines': { 'es-MX': '{count, plural, one {Traer el medicamento} other {Traer los # medicamentos}}', 'en-US': '{count, plural, one {Bring the medicine} other {Bring the # medicines}}' },
} as const satisfies Messages;
