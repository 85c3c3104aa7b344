import type { Localized } from '#kernel/language.ts';

/** What the module's refusals say to people. */
export const identityMessages = {
  'sign-in-needed': { 'es-MX': 'Inicie sesión para continuar.', 'en-US': 'Sign in to continue.' },
  'sign-in-failed': { 'es-MX': 'El correo o la contraseña no son correctos.', 'en-US': 'The e-mail or the password is not right.' },
  'sign-in-busy': { 'es-MX': 'Hay muchos inicios de sesión a la vez. Intente de nuevo en unos segundos.', 'en-US': 'Many people are signing in. Try again in a few seconds.' },
  'too-many-attempts': { 'es-MX': 'Demasiados intentos. Espere unos momentos antes de intentar de nuevo.', 'en-US': 'Too many attempts. Wait a moment before trying again.' },
  'code-wrong': { 'es-MX': 'El código no es correcto o ya se usó. Escriba el que muestra ahora su aplicación.', 'en-US': 'The code is wrong or was used already. Type the one your app shows now.' },
  'code-needed': { 'es-MX': 'Escriba también el código de su aplicación de autenticación.', 'en-US': 'Type the code of your authenticator app too.' },
  'proof-refused': { 'es-MX': 'No se pudo confirmar su identidad.', 'en-US': 'Your identity could not be confirmed.' },
  'passkey-refused': { 'es-MX': 'La llave de acceso no fue aceptada.', 'en-US': 'The passkey was not accepted.' },
  'passkey-known': { 'es-MX': 'Esta llave de acceso ya está registrada.', 'en-US': 'This passkey is registered already.' },
  'passkey-absent': { 'es-MX': 'Esa llave de acceso ya no existe.', 'en-US': 'That passkey no longer exists.' },
  'last-factor': { 'es-MX': 'Su función exige un segundo factor y este es el único. Registre otro antes de quitarlo.', 'en-US': 'Your duty needs a second factor and this is the only one. Add another before removing it.' },
  'enrolment-absent': { 'es-MX': 'Primero comience el registro de la aplicación de autenticación.', 'en-US': 'Begin the enrolment of the authenticator first.' },
  'password-weak': { 'es-MX': 'Esa contraseña es fácil de adivinar. Use al menos 12 caracteres; una frase larga es lo mejor.', 'en-US': 'That password is easy to guess. Use at least 12 characters; a long phrase is best.' },
  'duty-not-held': { 'es-MX': 'Usted no tiene esa función en ese consultorio.', 'en-US': 'You do not hold that duty at that clinic.' },
  'session-absent': { 'es-MX': 'Esa sesión ya terminó.', 'en-US': 'That session has ended already.' },
  'device-absent': { 'es-MX': 'Ese dispositivo ya no espera su respuesta, o debe darla desde otro que haya usado antes.', 'en-US': 'That device no longer waits for your answer, or you must give it from one that you used before.' },
  'link-absent': { 'es-MX': 'El enlace no es válido, ya se usó o venció. Pida uno nuevo.', 'en-US': 'The link is not valid, was used or has expired. Ask for a new one.' },
} as const satisfies Readonly<Record<string, Localized>>;
