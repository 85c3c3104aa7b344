import type { Messages } from '#kernel/language.ts';

export const apiMessages = {
  offline: { 'es-MX': 'Sin conexión con Amate. Se intentará de nuevo.', 'en-US': 'No connection to Amate. It will be tried again.' },
  unexpected: { 'es-MX': 'Algo salió mal. Intente de nuevo.', 'en-US': 'Something went wrong. Try again.' },
} as const satisfies Messages;
