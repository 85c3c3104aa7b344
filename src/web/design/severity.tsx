import type { ComponentType, ReactNode } from 'react';
import { useText } from '../i18n/use-text.ts';
import classes from './design.module.css';
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconCircleDot, IconInfoCircle } from './icons.ts';
import { designMessages } from './messages.ts';
import type { HueName } from '../theme/palette.ts';

export type Severity = 'critical' | 'warning' | 'info' | 'good' | 'neutral';

const looks = {
  critical: { hue: 'red', icon: IconAlertOctagon },
  warning: { hue: 'amber', icon: IconAlertTriangle },
  info: { hue: 'blue', icon: IconInfoCircle },
  good: { hue: 'jade', icon: IconCircleCheck },
  neutral: { hue: 'bark', icon: IconCircleDot },
} as const satisfies Record<Severity, { hue: HueName; icon: unknown }>;

type IconType = ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>;

/** A state as icon, word and colour together; never colour alone. */
export const Badge = ({ hue, icon: Icon, children }: { readonly hue: HueName; readonly icon: IconType; readonly children: ReactNode }) => (
  <span className={classes['badge']} style={{ background: `var(--mantine-color-${hue}-light)`, color: `var(--mantine-color-${hue}-light-color)` }}>
    <Icon size={14} stroke={2} aria-hidden />{children}
  </span>
);

/** How grave something is. Without children it says the severity's own word. */
export const SeverityBadge = ({ severity, children }: { readonly severity: Severity; readonly children?: ReactNode }) => {
  const t = useText(designMessages);
  const { hue, icon } = looks[severity];
  return <Badge hue={hue} icon={icon}>{children ?? t(`severity.${severity}`)}</Badge>;
};

type NoticeProps = { readonly severity: Severity; readonly title?: string; readonly children?: ReactNode; readonly live?: boolean };

/** A sentence or two in the flow of the page. `live` reads it aloud when it appears. */
export const Notice = ({ severity, title, children, live = false }: NoticeProps) => {
  const { hue, icon: Icon } = looks[severity];
  return (
    <div
      className={classes['notice']} {...(live ? { role: severity === 'critical' ? 'alert' : 'status' } : {})}
      style={{ background: `var(--mantine-color-${hue}-light)`, color: `var(--mantine-color-${hue}-light-color)` }}
    >
      <Icon size={18} aria-hidden />
      <div className={classes['noticeBody']}>{title === undefined ? null : <strong>{title}</strong>}{children}</div>
    </div>
  );
};
