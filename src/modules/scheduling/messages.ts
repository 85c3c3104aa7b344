import type { Messages } from '#kernel/language.ts';

export const schedulingMessages = {
  'slot-taken': { 'es-MX': 'Ese horario ya está ocupado.', 'en-US': 'That time is already taken.' },
  'practitioner-not-found': { 'es-MX': 'No se encontró al profesional.', 'en-US': 'The practitioner was not found.' },
  'appointment-not-found': { 'es-MX': 'No se encontró la cita.', 'en-US': 'The appointment was not found.' },
  'appointment-of-another': { 'es-MX': 'Esa cita es de otro paciente.', 'en-US': 'That appointment is another patient’s.' },
  'appointment-state-refused': { 'es-MX': 'La cita ya no admite ese cambio.', 'en-US': 'The appointment can no longer change that way.' },
} as const satisfies Messages;
