import { civilDateIn } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import { monthsAt, vitalLevel } from '#kernel/vital-ranges.ts';
import type { Measured, VitalLevel, VitalSign } from '#kernel/vital-ranges.ts';
import type { Chart } from '#modules/record/contract.ts';
import { SeverityBadge } from '../../design/severity.tsx';
import type { Severity } from '../../design/severity.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import { vitalsMessages } from './vitals-messages.ts';

/** Age and sex at the moment of a measurement (now when none is given), as thresholds ask for them. */
export const useMeasured = (patient: Pick<Chart['patient'], 'birthDate' | 'biologicalSex'> | undefined): ((at?: string) => Measured) => {
  const timeZone = useTimeZone();
  const sex = patient?.biologicalSex ?? null;
  return (at) => ({ months: monthsAt(patient?.birthDate ?? null, civilDateIn(timeZone, at === undefined ? systemClock.now() : new Date(at))), sex });
};

const looks = { 'very-low': 'critical', low: 'warning', high: 'warning', 'very-high': 'critical' } as const satisfies Record<Exclude<VitalLevel, 'usual'>, Severity>;

/** A word and a shape beside a value that is out of the usual at this age; nothing beside the others. */
export const LevelMark = ({ code, value, measured }: { readonly code: VitalSign; readonly value: number; readonly measured: Measured }) => {
  const t = useText(vitalsMessages);
  const level = vitalLevel(code, value, measured);
  if (level === null || level === 'usual') return null;
  return <span data-level={level}><SeverityBadge severity={looks[level]}>{t(`level.${level}`)}<span className="amate-hidden">{` ${t('for-age')}`}</span></SeverityBadge></span>;
};
