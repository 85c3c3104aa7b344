import type { Permission } from '#modules/access/contract.ts';
import {
  IconBolt, IconBuilding, IconCalendar, IconFileText, IconIdBadge2, IconListCheck, IconPencil, IconPill, IconShieldCheck, IconSignature, IconTemplate, IconUserCircle, IconUsers,
} from '../design/icons.ts';
import type { shellMessages } from './messages.ts';

export type Section = {
  readonly path: string;
  readonly label: keyof typeof shellMessages;
  readonly icon: typeof IconCalendar;
  /** `g` and a letter (screens, section 4). */
  readonly keys: string;
  readonly may?: Permission;
  /** On a phone it stands in the person's menu: the bar at the foot has room for a few. */
  readonly isMinor?: true;
};

/** The sections in the order of a day; each shows only to a duty that may open it, and the first is where it starts. */
export const sections: readonly Section[] = [
  { path: '/agenda', label: 'nav.agenda', icon: IconCalendar, keys: 'g a', may: 'read-agenda' },
  { path: '/auditoria', label: 'nav.audit', icon: IconShieldCheck, keys: 'g u', may: 'read-audit' },
  { path: '/pacientes', label: 'nav.patients', icon: IconUsers, keys: 'g p', may: 'read-patient-identity' },
  { path: '/por-firmar', label: 'nav.cosign', icon: IconSignature, keys: 'g f', may: 'sign-note' },
  { path: '/mis-borradores', label: 'nav.unsigned', icon: IconPencil, keys: 'g n', may: 'sign-note', isMinor: true },
  { path: '/frases', label: 'nav.phrases', icon: IconBolt, keys: 'g t', may: 'use-phrases', isMinor: true },
  { path: '/plantillas', label: 'nav.templates', icon: IconTemplate, keys: 'g l', may: 'use-phrases', isMinor: true },
  { path: '/medicamentos', label: 'nav.medicines', icon: IconPill, keys: 'g m', may: 'confirm-medicines', isMinor: true },
  { path: '/cumplimiento', label: 'nav.compliance', icon: IconListCheck, keys: 'g c', may: 'inspect-records', isMinor: true },
  { path: '/solicitudes', label: 'nav.requests', icon: IconFileText, keys: 'g s', may: 'release-record', isMinor: true },
  { path: '/equipo', label: 'nav.staff', icon: IconIdBadge2, keys: 'g e', may: 'manage-staff' },
  { path: '/consultorio', label: 'nav.clinic', icon: IconBuilding, keys: 'g o', may: 'manage-clinic' },
  { path: '/cuenta', label: 'nav.account', icon: IconUserCircle, keys: 'g y' },
];
