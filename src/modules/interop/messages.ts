import type { Messages } from '#kernel/language.ts';

export const interopMessages = {
  'hook-mismatch': { 'es-MX': 'Esa llamada corresponde al otro servicio.', 'en-US': 'That hook belongs to the other service.' },
} as const satisfies Messages;
