import type { Messages } from '#kernel/language.ts';

export const templateLibraryMessages = {
  title: { 'es-MX': 'Plantillas', 'en-US': 'Templates' },
  says: { 'es-MX': 'Textos que llenan de una vez los campos vacíos de una nota de evolución. También puede guardar una nota como plantilla desde la consulta.', 'en-US': 'Texts that fill in the empty fields of an evolution note at once. You can also save a note as a template from the visit.' },
  new: { 'es-MX': 'Nueva plantilla', 'en-US': 'New template' },
  search: { 'es-MX': 'Buscar plantillas', 'en-US': 'Search templates' },
  caption: { 'es-MX': 'Plantillas por nombre', 'en-US': 'Templates by name' },
  'col.title': { 'es-MX': 'Plantilla', 'en-US': 'Template' },
  'col.texts': { 'es-MX': 'Lo que escribe', 'en-US': 'What it writes' },
  'edit.title': { 'es-MX': 'Editar plantilla', 'en-US': 'Edit template' },
  'share.says': { 'es-MX': 'Una copia de «{title}» quedará en la biblioteca del consultorio; la suya no cambia.', 'en-US': 'A copy of “{title}” will stand in the clinic’s library; your own does not change.' },
  'share.done': { 'es-MX': 'El consultorio ya tiene esta plantilla.', 'en-US': 'The clinic has this template now.' },
  'retire.title': { 'es-MX': 'Retirar plantilla', 'en-US': 'Retire template' },
  'retire.says': { 'es-MX': '«{title}» dejará de ofrecerse. Las notas escritas con ella no cambian.', 'en-US': '“{title}” will no longer be offered. Notes written with it do not change.' },
  'retire.done': { 'es-MX': 'Plantilla retirada.', 'en-US': 'Template retired.' },
  none: { 'es-MX': 'Ninguna plantilla coincide', 'en-US': 'No template matches' },
  'none.says': { 'es-MX': 'Cambie la búsqueda o cree una plantilla nueva.', 'en-US': 'Change the search or make a new template.' },
  'regimens.title': { 'es-MX': 'Medicamentos habituales', 'en-US': 'Usual medicines' },
  'regimens.says': { 'es-MX': 'Los que usted guardó y los que repiten sus notas firmadas de al menos dos pacientes. Se ofrecen al escribir el nombre del medicamento.', 'en-US': 'Those you kept, and those that your signed notes of at least two patients repeat. They are offered as you type a medicine’s name.' },
  'regimens.none': { 'es-MX': 'Todavía no hay ninguno.', 'en-US': 'There are none yet.' },
  'regimens.retire': { 'es-MX': 'Dejar de guardar', 'en-US': 'Keep no longer' },
} as const satisfies Messages;
