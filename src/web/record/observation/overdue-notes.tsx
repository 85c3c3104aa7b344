import { Link } from 'wouter';
import { formatInstant } from '#kernel/civil-date.ts';
import { Notice } from '../../design/severity.tsx';
import { PersonName } from '../../design/text.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import { observationMessages } from './observation-messages.ts';
import { useObserved } from './use-observed.ts';

/** Whose observation note is overdue, where the day begins; nothing while none is. */
export const OverdueNotes = () => {
  const t = useText(observationMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const overdue = useObserved().filter(({ isOverdue }) => isOverdue);
  if (overdue.length === 0) return null;
  return (
    <div style={{ marginBottom: 14 }}><Notice severity="critical" title={t('overdue', { count: overdue.length })}>
      <p style={{ margin: '0 0 6px' }}>{t('overdue.says')}</p>
      <ul style={{ margin: 0, paddingInlineStart: 18 }}>
        {overdue.map((each) => (
          <li key={each.encounterId}><Link href={`/pacientes/${each.patientId}`} style={{ color: 'inherit' }}><PersonName name={each.patientName} /></Link> · {t('late', { at: formatInstant(new Date(each.dueAt), timeZone, language) })} · {t('attended', { name: each.practitionerName })}</li>
        ))}
      </ul>
    </Notice></div>
  );
};
