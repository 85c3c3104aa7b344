/**
 * How the official file may spell its columns and values, folded and without signs. Written from descriptions of the
 * file, not verified against every edition: an unknown header is refused with what was found, and a spelling is added here.
 */
export const columnSpellings = {
  code: ['catalogkey', 'clave', 'codigo', 'cie10', 'codigocie', 'codigocie10', 'clavecie10'],
  term: ['nombre', 'descripcion', 'diagnostico', 'descripciondeldiagnostico'],
  sex: ['lsex', 'sexo', 'limitesexo'],
  youngest: ['linf', 'limiteinferior', 'edadminima'],
  oldest: ['lsup', 'limitesuperior', 'edadmaxima'],
} as const;

export const sexSpellings: Readonly<Record<string, 'H' | 'M' | null>> = {
  '': null, no: null, ambos: null, 0: null, hombre: 'H', hombres: 'H', masculino: 'H', h: 'H', 1: 'H', mujer: 'M', mujeres: 'M', femenino: 'M', m: 'M', f: 'M', 2: 'M',
};

/** Units of an age limit in hours, days, months and years; a number alone is in years. */
export const yearsOfUnit: Readonly<Record<string, number>> = { h: 1 / 8766, d: 1 / 365.25, m: 1 / 12, a: 1, '': 1 };

/** Letters of the chapters that every edition has; U is for special purposes and may be absent. */
export const chapterLetters = 'ABCDEFGHIJKLMNOPQRSTVWXYZ';

/** The official list holds some 14,500; far fewer is a part of it or another file. */
export const FEWEST_CODES = 10_000;
export const MOST_FILE_BYTES = 32 * 1024 * 1024;
