import type { Messages } from '#kernel/language.ts';

export const shellMessages = {
  'not-built': { 'es-MX': 'En preparación', 'en-US': 'Under way' },
  'not-built.says': { 'es-MX': 'Esta pantalla aún no está en esta versión.', 'en-US': 'This screen is not in this version yet.' },
  'nav.label': { 'es-MX': 'Secciones', 'en-US': 'Sections' },
  'nav.agenda': { 'es-MX': 'Agenda', 'en-US': 'Agenda' },
  'nav.patients': { 'es-MX': 'Pacientes', 'en-US': 'Patients' },
  'nav.staff': { 'es-MX': 'Equipo', 'en-US': 'Staff' },
  'nav.clinic': { 'es-MX': 'Consultorio', 'en-US': 'Practice' },
  'nav.audit': { 'es-MX': 'Auditoría', 'en-US': 'Audit' },
  'nav.account': { 'es-MX': 'Mi cuenta', 'en-US': 'My account' },
  'not-found': { 'es-MX': 'No encontramos esa página', 'en-US': 'We could not find that page' },
  'not-found.says': { 'es-MX': 'La dirección no existe o su función actual no tiene acceso a ella.', 'en-US': 'The address does not exist, or your present role has no access to it.' },
  'not-found.go': { 'es-MX': 'Ir a la agenda', 'en-US': 'Go to the agenda' },
  'broken': { 'es-MX': 'Esta pantalla falló', 'en-US': 'This screen failed' },
  'broken.says': { 'es-MX': 'Lo guardado está a salvo. Vuelva a abrir la pantalla para continuar.', 'en-US': 'What was saved is safe. Open the screen again to go on.' },
  'broken.reload': { 'es-MX': 'Volver a abrir', 'en-US': 'Open again' },
  'connection.lost': { 'es-MX': 'Sin conexión con Amate. Lo que escriba se conserva y se enviará al volver.', 'en-US': 'No connection to Amate. What you type is kept and will be sent when it is back.' },
  'connection.retry': { 'es-MX': 'Reintentar', 'en-US': 'Retry' },
} as const satisfies Messages;
