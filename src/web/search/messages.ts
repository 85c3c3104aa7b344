import type { Messages } from '#kernel/language.ts';

export const searchMessages = {
  'palette.title': { 'es-MX': 'Buscar o hacer', 'en-US': 'Find or do' },
  'palette.hint': { 'es-MX': 'Paciente, pantalla o acción…', 'en-US': 'Patient, screen or action…' },
  'palette.patients': { 'es-MX': 'Pacientes', 'en-US': 'Patients' },
  'palette.commands': { 'es-MX': 'Acciones', 'en-US': 'Actions' },
  'palette.typed': { 'es-MX': 'En esta nota', 'en-US': 'In this note' },
  'palette.offers': { 'es-MX': 'Opciones', 'en-US': 'Choices' },
  'palette.order-failed': { 'es-MX': 'No se pudo consultar. Intente de nuevo.', 'en-US': 'It could not be looked up. Try again.' },
  'palette.recent': { 'es-MX': 'Abierto hace poco', 'en-US': 'Opened recently' },
  'palette.nothing': { 'es-MX': 'Nada coincide con «{typed}».', 'en-US': 'Nothing matches “{typed}”.' },
  'palette.count': { 'es-MX': '{count, plural, =0 {Sin resultados} one {# resultado} other {# resultados}}', 'en-US': '{count, plural, =0 {No results} one {# result} other {# results}}' },
  'palette.incomplete': { 'es-MX': 'El índice de pacientes se está cargando; puede faltar alguno.', 'en-US': 'The patient index is still loading; some may be missing.' },
  'palette.failed': { 'es-MX': 'No se pudo buscar pacientes.', 'en-US': 'Patients could not be searched.' },
  'patient.record': { 'es-MX': 'Exp. {number}', 'en-US': 'Rec. {number}' },
  'patient.years': { 'es-MX': '{years, plural, one {# año} other {# años}}', 'en-US': '{years, plural, one {# year} other {# years}}' },
  'patient.months': { 'es-MX': '{months, plural, one {# mes} other {# meses}}', 'en-US': '{months, plural, one {# month} other {# months}}' },
  'patient.days': { 'es-MX': '{days, plural, one {# día} other {# días}}', 'en-US': '{days, plural, one {# day} other {# days}}' },
  'sex.H': { 'es-MX': 'hombre', 'en-US': 'male' },
  'sex.M': { 'es-MX': 'mujer', 'en-US': 'female' },
  'sex.X': { 'es-MX': 'no binario', 'en-US': 'non-binary' },
} as const satisfies Messages;
