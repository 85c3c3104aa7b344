import type { Messages } from '#kernel/language.ts';

export const changesMessages = {
  title: { 'es-MX': 'Qué cambió', 'en-US': 'What changed' },
  'since.mine': { 'es-MX': 'Desde su última consulta,', 'en-US': 'Since your last visit,' },
  'since.other': { 'es-MX': 'Desde la última consulta, de {by},', 'en-US': 'Since the last visit, by {by},' },
  none: { 'es-MX': 'Sin cambios en problemas, medicamentos, alergias, signos vitales ni documentos.', 'en-US': 'No change in problems, medicines, allergies, vital signs or documents.' },
  'no-visit': { 'es-MX': 'Todavía no hay consultas firmadas con las que comparar.', 'en-US': 'There are no signed visits to compare with yet.' },
  failed: { 'es-MX': 'No se pudo cargar qué cambió.', 'en-US': 'What changed could not be loaded.' },
  retry: { 'es-MX': 'Intentar de nuevo', 'en-US': 'Try again' },
  'change.added': { 'es-MX': 'Se agregó', 'en-US': 'Added' },
  'change.status': { 'es-MX': 'Cambió de estado', 'en-US': 'Changed status' },
  'change.edited': { 'es-MX': 'Se modificó', 'en-US': 'Modified' },
  'change.withdrawn': { 'es-MX': 'Se retiró por error de captura', 'en-US': 'Withdrawn as entered in error' },
  'from-to': { 'es-MX': '{from} → {to}', 'en-US': '{from} → {to}' },
  'was': { 'es-MX': 'antes: {before}', 'en-US': 'before: {before}' },
  vitals: { 'es-MX': 'Signos vitales', 'en-US': 'Vital signs' },
  documents: { 'es-MX': 'Documentos firmados', 'en-US': 'Signed documents' },
  'first-value': { 'es-MX': 'primera vez', 'en-US': 'first time' },
  key: { 'es-MX': 'Qué cambió desde la última consulta', 'en-US': 'What changed since the last visit' },
  close: { 'es-MX': 'Cerrar', 'en-US': 'Close' },
} as const satisfies Messages;
