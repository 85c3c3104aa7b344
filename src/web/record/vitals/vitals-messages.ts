import type { Messages } from '#kernel/language.ts';

/** What is said beside a vital sign; every sign that is judged is feminine in Spanish. */
export const vitalsMessages = {
  'level.very-low': { 'es-MX': 'Muy baja', 'en-US': 'Very low' },
  'level.low': { 'es-MX': 'Baja', 'en-US': 'Low' },
  'level.high': { 'es-MX': 'Alta', 'en-US': 'High' },
  'level.very-high': { 'es-MX': 'Muy alta', 'en-US': 'Very high' },
  'for-age': { 'es-MX': 'para su edad', 'en-US': 'for this age' },
  'odd-at-age': { 'es-MX': '¿Es correcto? Es muy raro a esta edad.', 'en-US': 'Is this right? It is very rare at this age.' },
  'not-reportable': { 'es-MX': 'Se guarda. El informe a la DGIS solo admite de {least} a {most} {unit}.', 'en-US': 'It is saved. The report to DGIS only admits {least} to {most} {unit}.' },
} as const satisfies Messages;
