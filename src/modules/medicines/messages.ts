import type { Messages } from '#kernel/language.ts';

export const medicineMessages = {
  'medicine-not-found': { 'es-MX': 'Ese medicamento no está en el catálogo.', 'en-US': 'That medicine is not in the catalogue.' },
  'medicine-row-changed': { 'es-MX': 'Ese renglón del catálogo cambió desde que lo vio: revíselo de nuevo.', 'en-US': 'That row of the catalogue changed since you saw it: review it again.' },
  'medicine-class-unasked': { 'es-MX': 'La clase de venta solo se indica al confirmar.', 'en-US': 'The class of sale is given with a confirmation alone.' },
} as const satisfies Messages;
