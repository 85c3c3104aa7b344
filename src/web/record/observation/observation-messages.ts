import type { Messages } from '#kernel/language.ts';

export const observationMessages = {
  overdue: { 'es-MX': '{count, plural, one {Una nota de observación vencida} other {# notas de observación vencidas}}', 'en-US': '{count, plural, one {One overdue observation note} other {# overdue observation notes}}' },
  'overdue.says': { 'es-MX': 'En observación hay nota de evolución al menos cada 8 horas (NOM-027, 6.2.2).', 'en-US': 'Observation requires a progress note at least every 8 hours (NOM-027, 6.2.2).' },
  'in-emergency': { 'es-MX': 'En urgencias', 'en-US': 'In emergency' },
  observed: { 'es-MX': 'En observación', 'en-US': 'Under observation' },
  'last-note': { 'es-MX': 'Última nota: {at}', 'en-US': 'Last note: {at}' },
  'no-note': { 'es-MX': 'Sin nota firmada desde que llegó ({at})', 'en-US': 'No signed note since arrival ({at})' },
  due: { 'es-MX': 'La siguiente, a más tardar: {at}', 'en-US': 'Next one due by: {at}' },
  late: { 'es-MX': 'Nota vencida desde: {at}', 'en-US': 'Note overdue since: {at}' },
  begin: { 'es-MX': 'Queda en observación', 'en-US': 'Keep under observation' },
  end: { 'es-MX': 'Termina la observación', 'en-US': 'End observation' },
  attended: { 'es-MX': 'Atiende {name}', 'en-US': 'Attended by {name}' },
} as const satisfies Messages;
