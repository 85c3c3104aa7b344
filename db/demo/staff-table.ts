import type { Duty } from '#modules/identity/public.ts';

/** The people who work at the demo practice; nobody here exists. */
export type DemoStaff = {
  readonly login: string;
  readonly given: string;
  readonly firstSurname: string;
  readonly secondSurname: string;
  readonly sex: 'H' | 'M';
  readonly birthDate: string;
  readonly entity: string;
  readonly duties: readonly Duty[];
  readonly profession?: { readonly cedula: string; readonly title: string; readonly institution: string };
  readonly specialty?: {
    readonly cedula: string; readonly title: string; readonly institution: string; readonly council: string; readonly certificate: string;
    /** Days from the start of the demo; negative when it has expired (LIC-2). */
    readonly expiresInDays: number;
  };
};

export const demoClinic = {
  kind: 'private-office', name: 'Consultorios Médicos Ahuehuete', legalName: 'Atención Médica Ahuehuete (establecimiento ficticio de demostración)',
  address: 'Calle Tepozán 214, Col. Jardines del Ahuehuete, Alcaldía Coyoacán, 04000 Ciudad de México', phone: '55 5000 1000', clues: null,
  timeZone: 'America/Mexico_City', language: 'es-MX', demo: true, secondFactor: 'off',
} as const;

export const demoStaff: readonly DemoStaff[] = [
  {
    login: 'admin', given: 'Leonor', firstSurname: 'Villaseñor', secondSurname: 'Ochoa', sex: 'M', birthDate: '1979-02-11', entity: 'JC', duties: ['administrator'],
  },
  {
    login: 'medica', given: 'Ximena', firstSurname: 'Arriaga', secondSurname: 'Pedroza', sex: 'M', birthDate: '1984-06-23', entity: 'DF', duties: ['physician'],
    profession: { cedula: '90012451', title: 'Médica Cirujana', institution: 'Universidad Ficticia del Valle' },
    specialty: {
      cedula: '90118732', title: 'Medicina Familiar', institution: 'Universidad Ficticia del Valle', council: 'Consejo Ficticio de Certificación en Medicina Familiar',
      certificate: 'MF-DEMO-2041', expiresInDays: 34,
    },
  },
  {
    login: 'medico', given: 'Héctor Iván', firstSurname: 'Montalvo', secondSurname: 'Cázares', sex: 'H', birthDate: '1976-11-05', entity: 'PL', duties: ['physician'],
    profession: { cedula: '90007318', title: 'Médico Cirujano', institution: 'Universidad Ficticia de los Volcanes' },
    specialty: {
      cedula: '90093345', title: 'Ginecología y Obstetricia', institution: 'Universidad Ficticia de los Volcanes', council: 'Consejo Ficticio de Ginecología y Obstetricia',
      certificate: 'GO-DEMO-0877', expiresInDays: 1180,
    },
  },
  {
    login: 'pediatra', given: 'Citlali', firstSurname: 'Núñez', secondSurname: 'Barragán', sex: 'M', birthDate: '1981-09-17', entity: 'OC', duties: ['physician'],
    profession: { cedula: '90009926', title: 'Médica Cirujana', institution: 'Universidad Ficticia del Istmo' },
    specialty: {
      cedula: '90101764', title: 'Pediatría', institution: 'Universidad Ficticia del Istmo', council: 'Consejo Ficticio de Certificación en Pediatría',
      certificate: 'PE-DEMO-1310', expiresInDays: -21,
    },
  },
  { login: 'enfermera', given: 'Rocío', firstSurname: 'Tecuapetla', secondSurname: 'Luna', sex: 'M', birthDate: '1990-04-02', entity: 'TL', duties: ['nurse'] },
  { login: 'recepcion', given: 'Mariana', firstSurname: 'Olvera', secondSurname: 'Sandoval', sex: 'M', birthDate: '1996-12-14', entity: 'MC', duties: ['receptionist'] },
  { login: 'auditora', given: 'Beatriz', firstSurname: 'Quijano', secondSurname: 'Ferrer', sex: 'M', birthDate: '1972-07-30', entity: 'YN', duties: ['auditor'] },
];
