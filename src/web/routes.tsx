import type { ComponentType } from 'react';
import type { Permission } from '#modules/access/contract.ts';
import { AgendaScreen } from './scheduling/agenda-screen.tsx';
import { screenOnDemand } from './shell/screen-on-demand.tsx';
import type { ScreenOnDemand } from './shell/screen-on-demand.tsx';

/** A screen and its address. Parameters (`:id`) are ids, read with wouter's `useParams`. */
export type ScreenRoute = {
  readonly path: string;
  readonly screen: ComponentType | ScreenOnDemand;
  /** Without it the address looks as if it did not exist; the server decides in any case. */
  readonly may?: Permission;
  /** Uses the whole height and width and scrolls inside itself: the consult. */
  readonly isFullHeight?: boolean;
};

/** Screens that nobody has to sign in for. */
export const openRoutes: readonly ScreenRoute[] = [
  { path: '/preparar', screen: screenOnDemand(() => import('./setup/setup-screen.tsx'), 'SetupScreen') },
];

/** The first that fits is shown; `/pacientes/nuevo` therefore stands before `/pacientes/:id`. */
export const screenRoutes: readonly ScreenRoute[] = [
  { path: '/agenda', screen: AgendaScreen, may: 'read-agenda' },
  { path: '/pacientes', screen: screenOnDemand(() => import('./patients/patients-screen.tsx'), 'PatientsScreen'), may: 'read-patient-identity' },
  { path: '/pacientes/nuevo', screen: screenOnDemand(() => import('./patients/register-screen.tsx'), 'RegisterScreen'), may: 'register-patient' },
  { path: '/pacientes/:id', screen: screenOnDemand(() => import('./record/chart-screen.tsx'), 'ChartScreen'), may: 'read-patient-identity' },
  { path: '/pacientes/:id/datos', screen: screenOnDemand(() => import('./patients/patient-data-screen.tsx'), 'PatientDataScreen'), may: 'read-patient-identity' },
  { path: '/pacientes/:id/cumplimiento', screen: screenOnDemand(() => import('./inspection/record-inspection-screen.tsx'), 'RecordInspectionScreen'), may: 'inspect-records' },
  { path: '/pacientes/:id/entregas', screen: screenOnDemand(() => import('./release/disclosures-screen.tsx'), 'DisclosuresScreen'), may: 'read-record' },
  { path: '/pacientes/:id/archivos', screen: screenOnDemand(() => import('./attachments/attachments-screen.tsx'), 'AttachmentsScreen'), may: 'read-record' },
  { path: '/pacientes/:id/crecimiento', screen: screenOnDemand(() => import('./growth/growth-screen.tsx'), 'GrowthScreen'), may: 'read-record' },
  { path: '/pacientes/:id/vacunas', screen: screenOnDemand(() => import('./vaccines/vaccines-screen.tsx'), 'VaccinesScreen'), may: 'read-record' },
  { path: '/pacientes/:id/recetas', screen: screenOnDemand(() => import('./prescriptions/prescriptions-screen.tsx'), 'PrescriptionsScreen'), may: 'read-record' },
  { path: '/recetas/:id/hoja', screen: screenOnDemand(() => import('./prescriptions/sheet-screen.tsx'), 'SheetScreen'), may: 'read-record' },
  { path: '/recetas/:id', screen: screenOnDemand(() => import('./prescriptions/prescription-screen.tsx'), 'PrescriptionScreen'), may: 'read-record' },
  { path: '/solicitudes', screen: screenOnDemand(() => import('./release/requests-screen.tsx'), 'RequestsScreen'), may: 'release-record' },
  { path: '/cumplimiento', screen: screenOnDemand(() => import('./inspection/clinic-inspection-screen.tsx'), 'ClinicInspectionScreen'), may: 'inspect-records' },
  { path: '/consulta/:noteId', screen: screenOnDemand(() => import('./record/consult-screen.tsx'), 'ConsultScreen'), may: 'read-record', isFullHeight: true },
  { path: '/por-firmar', screen: screenOnDemand(() => import('./record/cosign/cosign-screen.tsx'), 'CosignScreen'), may: 'sign-note' },
  { path: '/mis-borradores', screen: screenOnDemand(() => import('./record/unsigned-screen.tsx'), 'UnsignedScreen'), may: 'sign-note' },
  { path: '/frases', screen: screenOnDemand(() => import('./charting/phrases-screen.tsx'), 'PhrasesScreen'), may: 'use-phrases' },
  { path: '/plantillas', screen: screenOnDemand(() => import('./charting/templates-screen.tsx'), 'TemplatesScreen'), may: 'use-phrases' },
  { path: '/medicamentos', screen: screenOnDemand(() => import('./medicines/review-screen.tsx'), 'ReviewScreen'), may: 'read-record' },
  { path: '/auditoria', screen: screenOnDemand(() => import('./audit/audit-screen.tsx'), 'AuditScreen'), may: 'read-audit' },
  { path: '/equipo', screen: screenOnDemand(() => import('./workforce/staff-screen.tsx'), 'StaffScreen'), may: 'manage-staff' },
  { path: '/consultorio', screen: screenOnDemand(() => import('./workforce/clinic-screen.tsx'), 'ClinicScreen'), may: 'manage-clinic' },
  { path: '/cuenta', screen: screenOnDemand(() => import('./account/account-screen.tsx'), 'AccountScreen') },
];

const fits = (pattern: string, path: string): boolean => {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, at) => part.startsWith(':') || part === given[at]);
};

/** Fetches the code of the screen at this address while it is still being asked who is there. */
export const beginLoadingScreen = (path: string): void => {
  const screen = [...openRoutes, ...screenRoutes].find((route) => fits(route.path, path))?.screen;
  // when it is shown and cannot be had, the screen says so
  if (screen !== undefined && 'load' in screen) screen.load().catch(() => undefined);
};
