import type { Messages } from '#kernel/language.ts';

export const apiMessages = {
  offline: { 'es-MX': 'Sin conexión con Amate. Se intentará de nuevo.', 'en-US': 'No connection to Amate. It will be tried again.' },
  unexpected: { 'es-MX': 'Algo salió mal. Intente de nuevo.', 'en-US': 'Something went wrong. Try again.' },
  unproven: { 'es-MX': 'No se confirmó su identidad: no se hizo ningún cambio.', 'en-US': 'Your identity was not confirmed: nothing was changed.' },
} as const satisfies Messages;
