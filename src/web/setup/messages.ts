import type { Messages } from '#kernel/language.ts';

export const setupMessages = {
  title: { 'es-MX': 'Preparar el acceso', 'en-US': 'Set up access' },
  'first.title': { 'es-MX': 'Abrir su consultorio', 'en-US': 'Open your practice' },
  'first.says': { 'es-MX': 'Se hace una sola vez. Después podrá cambiar todo en Consultorio y Equipo.', 'en-US': 'This is done once. Everything can be changed later under Practice and Staff.' },
  'first.clinic': { 'es-MX': 'El consultorio', 'en-US': 'The practice' },
  'first.clinic-says': { 'es-MX': 'Encabeza todos los documentos, como pide la NOM-004 (5.2.1 y 5.2.2).', 'en-US': 'It heads every document, as NOM-004 asks (5.2.1 and 5.2.2).' },
  'first.person': { 'es-MX': 'Usted', 'en-US': 'You' },
  'first.person-says': { 'es-MX': 'Será quien administre el consultorio.', 'en-US': 'You will administer the practice.' },
  'first.physician': { 'es-MX': 'También atiendo pacientes como médico', 'en-US': 'I also see patients as a physician' },
  'first.licence': { 'es-MX': 'Su cédula profesional', 'en-US': 'Your professional licence' },
  'first.do': { 'es-MX': 'Abrir consultorio', 'en-US': 'Open practice' },
  'password.title': { 'es-MX': 'Crear su contraseña', 'en-US': 'Create your password' },
  'password.says': { 'es-MX': 'Cuenta: {email}', 'en-US': 'Account: {email}' },
  'password.do': { 'es-MX': 'Guardar contraseña', 'en-US': 'Save password' },
  'done.title': { 'es-MX': 'Todo listo', 'en-US': 'All set' },
  'done.says': { 'es-MX': 'Ya puede iniciar sesión.', 'en-US': 'You can sign in now.' },
  'known.title': { 'es-MX': 'Ya tiene contraseña', 'en-US': 'You have a password already' },
  'known.says': {
    'es-MX': 'Su cuenta {email} ya existe. Con la sesión iniciada en este navegador, acepte aquí la invitación; si no la ha iniciado, hágalo y abra de nuevo el enlace.',
    'en-US': 'Your account {email} exists already. Signed in with this browser, accept the invitation here; if you are not, sign in and open the link again.',
  },
  'known.do': { 'es-MX': 'Aceptar la invitación', 'en-US': 'Accept the invitation' },
  'sign-in': { 'es-MX': 'Iniciar sesión', 'en-US': 'Sign in' },
  'none.title': { 'es-MX': 'Falta el enlace', 'en-US': 'The link is missing' },
  'none.says': { 'es-MX': 'Abra el enlace completo que le entregaron, incluido lo que sigue al signo #.', 'en-US': 'Open the whole link you were given, with what follows the # sign.' },
  'bad.title': { 'es-MX': 'El enlace no sirve', 'en-US': 'The link does not work' },
} as const satisfies Messages;
