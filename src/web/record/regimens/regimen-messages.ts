import type { Messages } from '#kernel/language.ts';

export const regimenMessages = {
  list: { 'es-MX': 'Como lo receta usted', 'en-US': 'As you prescribe it' },
  'list.count': { 'es-MX': '{count, plural, one {# esquema} other {# esquemas}}. Enter usa: {first}', 'en-US': '{count, plural, one {# regimen} other {# regimens}}. Enter uses: {first}' },
  kept: { 'es-MX': 'Guardado', 'en-US': 'Kept' },
  learned: { 'es-MX': 'En {times} pacientes', 'en-US': 'In {times} patients' },
  keep: { 'es-MX': 'Guardar como habitual: {line}', 'en-US': 'Save as usual: {line}' },
  'keep.key': { 'es-MX': 'Guardar este medicamento como habitual', 'en-US': 'Save this medicine as usual' },
  'keep.done': { 'es-MX': 'Guardado como habitual: {name}.', 'en-US': 'Saved as usual: {name}.' },
  'keep.lacks': { 'es-MX': 'Ponga el cursor en un medicamento con dosis, vía y frecuencia.', 'en-US': 'Put the caret in a medicine with dose, route and frequency.' },
  'let-go.done': { 'es-MX': 'Ya no se guarda: {name}.', 'en-US': 'No longer kept: {name}.' },
  'col.line': { 'es-MX': 'Medicamento', 'en-US': 'Medicine' },
  'col.why': { 'es-MX': 'Por qué se ofrece', 'en-US': 'Why it is offered' },
  'col.acts': { 'es-MX': 'Acciones', 'en-US': 'Actions' },
} as const satisfies Messages;
