import type { Messages } from '#kernel/language.ts';

export const designMessages = {
  loading: { 'es-MX': 'Cargando…', 'en-US': 'Loading…' },
  'try-again': { 'es-MX': 'Intentar de nuevo', 'en-US': 'Try again' },
  'could-not-load': { 'es-MX': 'No se pudo cargar', 'en-US': 'Could not load' },
  close: { 'es-MX': 'Cerrar', 'en-US': 'Close' },
  back: { 'es-MX': 'Volver', 'en-US': 'Go back' },
  'skip-to-content': { 'es-MX': 'Saltar al contenido', 'en-US': 'Skip to content' },
  notices: { 'es-MX': 'Avisos', 'en-US': 'Notices' },
  'severity.critical': { 'es-MX': 'Crítico', 'en-US': 'Critical' },
  'severity.warning': { 'es-MX': 'Atención', 'en-US': 'Attention' },
  'severity.info': { 'es-MX': 'Información', 'en-US': 'Information' },
  'severity.good': { 'es-MX': 'Correcto', 'en-US': 'All right' },
  'severity.neutral': { 'es-MX': 'Neutro', 'en-US': 'Neutral' },
  'date.hint': { 'es-MX': 'dd/mmm/aaaa', 'en-US': 'dd/mmm/yyyy' },
  'date.wrong': { 'es-MX': 'Escriba el día primero, por ejemplo 2/nov/2026', 'en-US': 'Type the day first, for example 2/Nov/2026' },
  'date.calendar': { 'es-MX': 'Abrir calendario', 'en-US': 'Open calendar' },
  'key.then': { 'es-MX': 'y luego', 'en-US': 'then' },
} as const satisfies Messages;
