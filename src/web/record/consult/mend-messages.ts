import type { Messages } from '#kernel/language.ts';

/** What one digit puts in for a missing element. Words a physician chooses, never a default. */
export const mendMessages = {
  prognosis: { 'es-MX': 'Elija el pronóstico con un dígito, o escríbalo', 'en-US': 'Choose the prognosis by digit, or type it' },
  'prognosis.1': { 'es-MX': 'Bueno para la vida y la función.', 'en-US': 'Good for life and function.' },
  'prognosis.2': { 'es-MX': 'Bueno para la vida; reservado para la función.', 'en-US': 'Good for life; guarded for function.' },
  'prognosis.3': { 'es-MX': 'Favorable con apego al tratamiento.', 'en-US': 'Favourable if treatment is followed.' },
  'prognosis.4': { 'es-MX': 'Reservado a evolución.', 'en-US': 'Guarded, depending on evolution.' },
  'prognosis.5': { 'es-MX': 'Reservado para la vida y la función.', 'en-US': 'Guarded for life and function.' },
  'prognosis.6': { 'es-MX': 'Malo para la vida y la función.', 'en-US': 'Poor for life and function.' },
  vitals: { 'es-MX': 'Signos vitales: anótelos, o diga por qué no se tomaron', 'en-US': 'Vital signs: record them, or say why they were not taken' },
  'vitals.take': { 'es-MX': 'Anotarlos ahora', 'en-US': 'Record them now' },
  'vitals.1': { 'es-MX': 'No se tomaron: consulta a distancia.', 'en-US': 'Not taken: remote visit.' },
  'vitals.2': { 'es-MX': 'No se tomaron: el paciente no lo aceptó.', 'en-US': 'Not taken: the patient declined.' },
  'vitals.3': { 'es-MX': 'No se tomaron: solo se revisaron resultados.', 'en-US': 'Not taken: results were reviewed only.' },
  'vitals.4': { 'es-MX': 'No se tomaron: sin equipo disponible.', 'en-US': 'Not taken: no equipment at hand.' },
  plan: { 'es-MX': 'Plan: traiga el último, o escríbalo', 'en-US': 'Plan: bring the last one, or type it' },
  'plan.last': { 'es-MX': 'Traer el último: {plan}', 'en-US': 'Bring the last one: {plan}' },
} as const satisfies Messages;
