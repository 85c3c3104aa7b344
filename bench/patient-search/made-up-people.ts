import { createHash } from 'node:crypto';

/** Made-up people in any number, the same ones for the same number: common names of Mexico put together at random. */

const given = (
  'María José Guadalupe Juana Juan Luis Miguel Ángel Jesús Ana Sofía Valeria Ximena Regina Camila Fernanda Daniela Alejandra Mariana Gabriela Carlos Jorge '
  + 'Francisco Antonio Manuel Pedro Alejandro Ricardo Fernando Roberto Eduardo Sergio Arturo Raúl Javier Óscar Héctor Víctor Martín Rosa Leticia Patricia '
  + 'Verónica Elizabeth Claudia Silvia Adriana Teresa Margarita Yolanda Rocío Araceli Norma Irma Esperanza Josefina Martha Alicia Lucía Elena Carmen Isabel '
  + 'Diego Santiago Mateo Sebastián Leonardo Emiliano Iker Gael Rodrigo Andrés Emilio Itzel Citlali Xóchitl Nayeli Yaretzi Ulises Tonatiuh Efraín Rogelio'
).split(' ');
const surnames = (
  'Hernández García Martínez López González Pérez Rodríguez Sánchez Ramírez Cruz Flores Gómez Morales Vázquez Reyes Jiménez Torres Díaz Gutiérrez Ruiz '
  + 'Mendoza Aguilar Ortiz Moreno Castillo Romero Álvarez Méndez Chávez Rivera Juárez Ramos Domínguez Herrera Medina Castro Vargas Guzmán Velázquez Muñoz '
  + 'Rojas Contreras Salazar Luna Ortega Guerrero Santiago Estrada Bautista Cortés Soto Alvarado Espinoza Lara Ávila Ríos Cervantes Silva Delgado Vega '
  + 'Márquez Sandoval Fuentes Carrillo León Mejía Solís Rosas Ibarra Núñez Valdez Campos Santos Camacho Navarro Peña Maldonado Rosales Acosta Miranda '
  + 'Trejo Cabrera Valencia Nava Pacheco Robles Molina Rangel Huerta Meza Padilla Espinosa Cárdenas Orozco Zavala Ayala Salas Tapia Escobar Barrera '
  + 'Tepole Xicale Tlatelpa Coyotl Cuautle Ek Pech Canul Chan Uc Dzul Balam Quintanilla Echeverría Zamarripa Villaseñor Iturbide Oropeza Farías Barrientos'
).split(' ');

/** Numbers from 0 to 1, the same ones for the same seed. */
export const chances = (seed: string): (() => number) => {
  let round = 0;
  let block = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at + 4 > block.length) {
      block = createHash('sha256').update(`${seed}:${String(round)}`).digest();
      round += 1;
      at = 0;
    }
    at += 4;
    return block.readUInt32BE(at - 4) / 2 ** 32;
  };
};

export type MadeUpPerson = {
  readonly given: string; readonly firstSurname: string; readonly secondSurname: string;
  readonly birthDate: string; readonly sex: 'H' | 'M'; readonly phone: string;
};

const two = (number: number): string => String(number).padStart(2, '0');

export const madeUpPeople = (count: number): readonly MadeUpPerson[] => {
  const chance = chances('people');
  // Squared: few names are frequent and many rare, as in life.
  const pick = (from: readonly string[]): string => from[Math.floor(chance() ** 2 * from.length)] ?? '';
  return Array.from({ length: count }, () => {
    const first = pick(given);
    const second = chance() < 0.5 ? ` ${pick(given)}` : '';
    return {
      given: `${first}${second}`, firstSurname: pick(surnames), secondSurname: pick(surnames),
      birthDate: `${String(1930 + Math.floor(chance() * 95))}-${two(1 + Math.floor(chance() * 12))}-${two(1 + Math.floor(chance() * 28))}`,
      sex: chance() < 0.5 ? 'H' : 'M', phone: `${chance() < 0.4 ? '55' : '222'}${String(Math.floor(chance() * 1e8)).padStart(8, '0')}`.slice(0, 10),
    };
  });
};
