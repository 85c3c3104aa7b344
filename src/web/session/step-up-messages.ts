import type { Messages } from '#kernel/language.ts';

export const stepUpMessages = {
  title: { 'es-MX': 'Confirme que es usted', 'en-US': 'Confirm that it is you' },
  says: { 'es-MX': 'Este cambio es delicado. La confirmación vale por 5 minutos.', 'en-US': 'This is a sensitive change. The confirmation holds for 5 minutes.' },
  password: { 'es-MX': 'Contraseña', 'en-US': 'Password' },
  'password.missing': { 'es-MX': 'Escriba su contraseña', 'en-US': 'Type your password' },
  code: { 'es-MX': 'Código de 6 dígitos', 'en-US': '6-digit code' },
  'code.says': { 'es-MX': 'Ábralo en su aplicación de autenticación.', 'en-US': 'Open it in your authenticator app.' },
  'code.short': { 'es-MX': 'El código tiene 6 dígitos', 'en-US': 'The code has 6 digits' },
  confirm: { 'es-MX': 'Confirmar', 'en-US': 'Confirm' },
  passkey: { 'es-MX': 'Usar llave de acceso', 'en-US': 'Use a passkey' },
  'passkey.cancelled': { 'es-MX': 'No se usó la llave de acceso. Intente de nuevo.', 'en-US': 'The passkey was not used. Try again.' },
  wait: { 'es-MX': 'Espere {time}', 'en-US': 'Wait {time}' },
} as const satisfies Messages;
