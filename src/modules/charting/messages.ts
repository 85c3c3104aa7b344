import type { Messages } from '#kernel/language.ts';

export const chartingMessages = {
  'phrase-not-found': { 'es-MX': 'No se encontró esa frase.', 'en-US': 'That phrase was not found.' },
  'phrase-changed': { 'es-MX': 'Alguien cambió esta frase mientras la editaba. Revise la versión actual.', 'en-US': 'Somebody changed this phrase while you edited it. Review the current version.' },
  'phrase-shortcut-taken': { 'es-MX': 'Ya hay una frase con ese nombre corto en esta biblioteca. Elija otro.', 'en-US': 'This library already has a phrase of that short name. Choose another.' },
  'phrase-token-unknown': { 'es-MX': 'Hay un dato entre llaves que no existe. Revise cómo está escrito.', 'en-US': 'Something in braces is no known datum. Check how it is written.' },
  'phrase-library-full': { 'es-MX': 'La biblioteca ya tiene todas las frases que admite. Retire alguna que no use.', 'en-US': 'The library already has as many phrases as it takes. Retire one that is not used.' },
  'template-not-found': { 'es-MX': 'No se encontró esa plantilla.', 'en-US': 'That template was not found.' },
  'template-changed': { 'es-MX': 'Alguien cambió esta plantilla mientras la editaba. Revise la versión actual.', 'en-US': 'Somebody changed this template while you edited it. Review the current version.' },
  'template-library-full': { 'es-MX': 'La biblioteca ya tiene todas las plantillas que admite. Retire alguna que no use.', 'en-US': 'The library already has as many templates as it takes. Retire one that is not used.' },
  'template-names-patient': { 'es-MX': 'El texto todavía dice de quién es la nota: su nombre, CURP, teléfono, fecha de nacimiento o número de expediente. Quítelo para guardar la plantilla.', 'en-US': 'The text still says whose note it is: a name, CURP, telephone, birth date or record number. Take it out to save the template.' },
  'regimen-names-patient': { 'es-MX': 'La línea dice de quién es la nota. Quite ese dato para guardarla como habitual.', 'en-US': 'The line says whose note it is. Take that out to save it as usual.' },
  'regimen-library-full': { 'es-MX': 'Ya tiene todos los esquemas habituales que se admiten. Retire alguno que no use.', 'en-US': 'You already have as many usual regimens as are taken. Retire one that is not used.' },
  'regimen-not-found': { 'es-MX': 'No se encontró ese esquema habitual.', 'en-US': 'That usual regimen was not found.' },
} as const satisfies Messages;
