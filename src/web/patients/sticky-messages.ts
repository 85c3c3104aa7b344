import type { Messages } from '#kernel/language.ts';

export const stickyMessages = {
  title: { 'es-MX': 'Avisos para el equipo', 'en-US': 'Notes for the team' },
  'who-sees': { 'es-MX': 'También los ve recepción: no escriba nada clínico aquí.', 'en-US': 'Reception sees them too: write nothing clinical here.' },
  none: { 'es-MX': 'Ningún aviso.', 'en-US': 'No notes.' },
  add: { 'es-MX': 'Poner un aviso para el equipo', 'en-US': 'Put a note for the team' },
  text: { 'es-MX': 'Aviso (hasta 280 letras)', 'en-US': 'Note (up to 280 letters)' },
  put: { 'es-MX': 'Poner aviso', 'en-US': 'Put note' },
  cancel: { 'es-MX': 'Cancelar', 'en-US': 'Cancel' },
  dismiss: { 'es-MX': 'Quitar', 'en-US': 'Dismiss' },
  added: { 'es-MX': 'Se puso el aviso.', 'en-US': 'The note was put.' },
  dismissed: { 'es-MX': 'Se quitó el aviso.', 'en-US': 'The note was dismissed.' },
  'dismissed-list': { 'es-MX': '{count, plural, one {# aviso quitado} other {# avisos quitados}}', 'en-US': '{count, plural, one {# dismissed note} other {# dismissed notes}}' },
  'dismissed-by': { 'es-MX': 'Lo quitó', 'en-US': 'Dismissed by' },
  'more-in-strip': { 'es-MX': '{count, plural, one {y # aviso más} other {y # avisos más}}', 'en-US': '{count, plural, one {and # more note} other {and # more notes}}' },
  'kind.flag': { 'es-MX': 'Aviso clínico', 'en-US': 'Clinical flag' },
  'kind.sticky': { 'es-MX': 'Aviso para el equipo', 'en-US': 'Note for the team' },
} as const satisfies Messages;
