import { lazy } from 'react';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { Permission } from '#modules/access/contract.ts';
import { AgendaScreen } from './scheduling/agenda-screen.tsx';

/** A screen and its address. Parameters (`:id`) are ids, read with wouter's `useParams`. */
export type ScreenRoute = {
  readonly path: string;
  readonly screen: ComponentType | LazyExoticComponent<ComponentType>;
  /** Without it the address looks as if it did not exist; the server decides in any case. */
  readonly may?: Permission;
  /** Uses the whole height and width and scrolls inside itself: the consult. */
  readonly isFullHeight?: boolean;
};

const named = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }));

/** Screens that nobody has to sign in for. */
export const openRoutes: readonly ScreenRoute[] = [
  { path: '/preparar', screen: named(() => import('./setup/setup-screen.tsx'), 'SetupScreen') },
];

/** The first that fits is shown; `/pacientes/nuevo` therefore stands before `/pacientes/:id`. */
export const screenRoutes: readonly ScreenRoute[] = [
  { path: '/agenda', screen: AgendaScreen, may: 'read-agenda' },
  { path: '/pacientes', screen: named(() => import('./patients/patients-screen.tsx'), 'PatientsScreen'), may: 'read-patient-identity' },
  { path: '/pacientes/nuevo', screen: named(() => import('./patients/register-screen.tsx'), 'RegisterScreen'), may: 'register-patient' },
  { path: '/pacientes/:id', screen: named(() => import('./record/chart-screen.tsx'), 'ChartScreen'), may: 'read-patient-identity' },
  { path: '/pacientes/:id/datos', screen: named(() => import('./patients/patient-data-screen.tsx'), 'PatientDataScreen'), may: 'read-patient-identity' },
  { path: '/consulta/:noteId', screen: named(() => import('./record/consult-screen.tsx'), 'ConsultScreen'), may: 'read-record', isFullHeight: true },
  { path: '/auditoria', screen: named(() => import('./audit/audit-screen.tsx'), 'AuditScreen'), may: 'read-audit' },
  { path: '/equipo', screen: named(() => import('./workforce/staff-screen.tsx'), 'StaffScreen'), may: 'manage-staff' },
  { path: '/consultorio', screen: named(() => import('./workforce/clinic-screen.tsx'), 'ClinicScreen'), may: 'manage-clinic' },
  { path: '/cuenta', screen: named(() => import('./account/account-screen.tsx'), 'AccountScreen') },
];
