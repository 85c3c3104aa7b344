import type { Messages } from '#kernel/language.ts';

export const summaryMessages = {
  'summary-item-not-found': { 'es-MX': 'No se encontró ese dato del resumen.', 'en-US': 'That item of the summary was not found.' },
  'summary-item-changed': { 'es-MX': 'Alguien cambió este dato mientras lo editaba. Revise la versión actual.', 'en-US': 'Somebody changed this item while you edited it. Review the current version.' },
  'summary-kind-differs': { 'es-MX': 'Un dato no cambia de tipo; agregue uno nuevo.', 'en-US': 'An item does not change its kind; add a new one.' },
  'summary-item-incomplete': { 'es-MX': 'Al dato le falta algo o se contradice.', 'en-US': 'The item lacks something or contradicts itself.' },
  'diagnosis-unknown': { 'es-MX': 'Ese código no está en el catálogo de diagnósticos.', 'en-US': 'That code is not in the catalogue of diagnoses.' },
  'summary-date-to-come': { 'es-MX': 'Esa fecha todavía no llega. Revise el año.', 'en-US': 'That date has not come yet. Check the year.' },
  'sticky-note-not-found': { 'es-MX': 'No se encontró ese aviso.', 'en-US': 'That sticky note was not found.' },
  'sticky-notes-full': { 'es-MX': 'Este paciente ya tiene demasiados avisos. Quite los que ya no sirvan antes de pegar otro.', 'en-US': 'This patient has too many sticky notes already. Dismiss those no longer needed before adding one.' },
  'sticky-note-dismissed': { 'es-MX': 'Alguien ya quitó ese aviso.', 'en-US': 'Somebody has dismissed that sticky note already.' },
  'problem-is-known': { 'es-MX': 'Ese problema ya está en la lista. Cambie el que está, en lugar de agregar otro.', 'en-US': 'That problem is already in the list. Change the one that stands instead of adding another.' },
  'allergies-are-known': { 'es-MX': 'Hay alergias registradas: antes de anotar «ninguna conocida», descártelas una por una.', 'en-US': 'Allergies are on record: refute them one by one before stating that none is known.' },
} as const satisfies Messages;
