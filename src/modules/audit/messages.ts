import type { Localized } from '#kernel/language.ts';

/** What the audit's refusals say to people. */
export const auditMessages = {
  'audit-altered': {
    'es-MX': 'La bitácora no coincide con lo último que se selló; no se sellará nada más hasta que se revise.',
    'en-US': 'The audit log does not match what was sealed last; nothing more is sealed until it has been reviewed.',
  },
  'audit-signing-key-lost': {
    'es-MX': 'Falta la llave que firma la bitácora; restáurela desde el respaldo de llaves antes de continuar.',
    'en-US': 'The key that signs the audit log is missing; restore it from the backup of the keys before going on.',
  },
  'audit-session-unknown': {
    'es-MX': 'La sesión ya no es válida; entre de nuevo.',
    'en-US': 'The session is no longer valid; sign in again.',
  },
  'audit-overloaded': {
    'es-MX': 'El sistema está muy ocupado; intente de nuevo en unos segundos.',
    'en-US': 'The system is very busy; try again in a few seconds.',
  },
  'audit-entry-unknown': {
    'es-MX': 'No hay un registro con ese número bajo ese sello.',
    'en-US': 'There is no entry with that number under that checkpoint.',
  },
  'audit-state-not-kept': {
    'es-MX': 'De este registro no se guarda un estado anterior.',
    'en-US': 'No earlier state is kept of this entry.',
  },
  'audit-state-missing': {
    'es-MX': 'El estado anterior que este registro menciona ya no está: alguien lo retiró de la base de datos.',
    'en-US': 'The earlier state that this entry names is gone: somebody removed it from the database.',
  },
  'audit-export-too-large': {
    'es-MX': 'La bitácora es demasiado grande para descargarla aquí; expórtela en el servidor con «amate audit export».',
    'en-US': 'The audit log is too large to download here; export it on the server with "amate audit export".',
  },
} as const satisfies Readonly<Record<string, Localized>>;
