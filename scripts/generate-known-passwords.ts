/**
 * Writes src/modules/identity/known-passwords.bin: the sorted four-byte fingerprints of the passwords that are
 * refused. Source: the list of @zxcvbn-ts/language-common (MIT), and the words below. `--check` fails on a difference.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dictionary } from '@zxcvbn-ts/language-common';
import { fingerprintOf, foldPassword } from '#modules/identity/public.ts';

/** What is guessed first in a Mexican practice. */
const ownWords = [
  'contrasena', 'contraseña', 'clave', 'acceso', 'entrar', 'administrador', 'consultorio', 'hospital', 'clinica', 'medico', 'medica',
  'doctor', 'doctora', 'enfermera', 'enfermero', 'recepcion', 'paciente', 'pacientes', 'expediente', 'receta', 'farmacia', 'salud',
  'mexico', 'vivamexico', 'guadalupe', 'virgencita', 'lupita', 'teamo', 'tequiero', 'tequieromucho', 'teamomucho', 'miamor', 'amorcito',
  'chivas', 'aguilas', 'america', 'cruzazul', 'pumas', 'tigres', 'rayados', 'monterrey', 'guadalajara', 'jalisco', 'puebla', 'veracruz',
  'amate', 'demo', 'amatedemo', 'bienvenido', 'bienvenida', 'cambiame', 'hola', 'holamundo', 'primavera', 'verano', 'otono', 'invierno',
  'enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre',
  'qwertyuiop', 'asdfghjkl', 'qwertyuiopasdfgh', '1q2w3e4r5t6y', 'abcdefghijkl', '123456789012', '1234567890123456', 'passwordpassword',
];

const target = new URL('../src/modules/identity/known-passwords.bin', import.meta.url);
const words = [...dictionary['passwords-common'], ...ownWords].map(foldPassword).filter((word) => word.length >= 4);
const prints = [...new Set(words.map(fingerprintOf))].sort((one, other) => one - other);
const bytes = Buffer.alloc(prints.length * 4);
prints.forEach((print, at) => bytes.writeUInt32BE(print, at * 4));

if (process.argv.includes('--check')) {
  const stored = await readFile(target).catch(() => Buffer.alloc(0));
  if (!stored.equals(bytes)) {
    console.error('known-passwords.bin is not what its source gives: run scripts/generate-known-passwords.ts');
    process.exitCode = 1;
  }
} else {
  await writeFile(target, bytes);
}
