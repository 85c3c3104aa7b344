/**
 * Birth entities as a CURP writes them (positions 12-13), with INEGI's key and the name. Easy to
 * confuse: CC Campeche, CL Coahuila, CM Colima, CS Chiapas, CH Chihuahua, MC México (the state),
 * MN Michoacán, MS Morelos. NE, born abroad, has no key; each exchange format writes it its own way.
 */
export const curpEntities = {
  AS: { key: '01', name: 'Aguascalientes' },
  BC: { key: '02', name: 'Baja California' },
  BS: { key: '03', name: 'Baja California Sur' },
  CC: { key: '04', name: 'Campeche' },
  CL: { key: '05', name: 'Coahuila' },
  CM: { key: '06', name: 'Colima' },
  CS: { key: '07', name: 'Chiapas' },
  CH: { key: '08', name: 'Chihuahua' },
  DF: { key: '09', name: 'Ciudad de México' },
  DG: { key: '10', name: 'Durango' },
  GT: { key: '11', name: 'Guanajuato' },
  GR: { key: '12', name: 'Guerrero' },
  HG: { key: '13', name: 'Hidalgo' },
  JC: { key: '14', name: 'Jalisco' },
  MC: { key: '15', name: 'México' },
  MN: { key: '16', name: 'Michoacán' },
  MS: { key: '17', name: 'Morelos' },
  NT: { key: '18', name: 'Nayarit' },
  NL: { key: '19', name: 'Nuevo León' },
  OC: { key: '20', name: 'Oaxaca' },
  PL: { key: '21', name: 'Puebla' },
  QT: { key: '22', name: 'Querétaro' },
  QR: { key: '23', name: 'Quintana Roo' },
  SP: { key: '24', name: 'San Luis Potosí' },
  SL: { key: '25', name: 'Sinaloa' },
  SR: { key: '26', name: 'Sonora' },
  TC: { key: '27', name: 'Tabasco' },
  TS: { key: '28', name: 'Tamaulipas' },
  TL: { key: '29', name: 'Tlaxcala' },
  VZ: { key: '30', name: 'Veracruz' },
  YN: { key: '31', name: 'Yucatán' },
  ZS: { key: '32', name: 'Zacatecas' },
  NE: { key: null, name: 'Nacido en el extranjero' },
} as const satisfies Record<string, { readonly key: string | null; readonly name: string }>;

export type CurpEntity = keyof typeof curpEntities;

/** The two letters as an entity, or undefined when they are none. */
export const entityOfCurp = (letters: string): CurpEntity | undefined =>
  Object.hasOwn(curpEntities, letters) ? (letters as CurpEntity) : undefined;
