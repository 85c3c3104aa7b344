import type { Messages } from '#kernel/language.ts';

export const chartingMessages = {
  'phrase-not-found': { 'es-MX': 'No se encontró esa frase.', 'en-US': 'That phrase was not found.' },
  'phrase-changed': { 'es-MX': 'Alguien cambió esta frase mientras la editaba. Revise la versión actual.', 'en-US': 'Somebody changed this phrase while you edited it. Review the current version.' },
  'phrase-shortcut-taken': { 'es-MX': 'Ya hay una frase con ese nombre corto en esta biblioteca. Elija otro.', 'en-US': 'This library already has a phrase of that short name. Choose another.' },
  'phrase-token-unknown': { 'es-MX': 'Hay un dato entre llaves que no existe. Revise cómo está escrito.', 'en-US': 'Something in braces is no known datum. Check how it is written.' },
  'phrase-library-full': { 'es-MX': 'La biblioteca ya tiene todas las frases que admite. Retire alguna que no use.', 'en-US': 'The library already has as many phrases as it takes. Retire one that is not used.' },
} as const satisfies Messages;
