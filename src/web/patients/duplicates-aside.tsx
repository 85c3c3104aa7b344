import { Anchor, Button, Text, Title } from '@mantine/core';
import type { PatientId } from '#kernel/ids.ts';
import { IconUserSearch } from '../design/icons.ts';
import { Card } from '../design/page.tsx';
import { SeverityBadge } from '../design/severity.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { PatientLine } from '../search/patient-line.tsx';
import { patientMessages } from './messages.ts';
import { useAddressOfPatient } from './open-patient.ts';
import classes from './patients.module.css';
import { isLikely } from './use-duplicates.ts';
import type { Candidate } from './use-duplicates.ts';

type AsideProps = { readonly candidates: readonly Candidate[]; readonly onOther: (id: PatientId) => void; readonly mustDecide: boolean };

/** Whoever resembles the person being typed in, beside the form, as one types. */
export const DuplicatesAside = ({ candidates, onOther, mustDecide }: AsideProps) => {
  const t = useText(patientMessages);
  const addressOf = useAddressOfPatient();
  return (
    <Card className={classes['aside'] ?? ''} aria-labelledby="parecidos" data-found={candidates.length > 0 || undefined}>
      <Title order={2} id="parecidos" tabIndex={-1} fz="lg">{t('dup.title')}</Title>
      <div className="amate-hidden" role="status">{t('dup.count', { count: candidates.length })}</div>
      {mustDecide ? <Text c="red" fw={550} mt={6} role="alert">{t('dup.decide')}</Text> : null}
      {candidates.length === 0 ? <Text c="dimmed" mt={6}><IconUserSearch size={16} aria-hidden style={{ verticalAlign: '-3px', marginInlineEnd: 6 }} />{t('dup.none')}</Text> : (
        <ul className={classes['candidates']}>
          {candidates.map((candidate) => {
            const { patient, reasons } = candidate;
            return (
              <li key={patient.id} className={classes['candidate']}>
                <SeverityBadge severity={isLikely(candidate) ? 'warning' : 'info'}>{t(isLikely(candidate) ? 'dup.likely' : 'dup.possible')}</SeverityBadge>
                <div><Text fw={600}><PersonName name={patient.fullName} /></Text><Text c="dimmed" fz="sm"><PatientLine patient={patient} /></Text></div>
                <Text fz="sm">{reasons.map((reason) => t(`dup.${reason}`)).join(' · ')}</Text>
                <div className={classes['candidateActs']}>
                  <Anchor href={addressOf(patient.id)} target="_blank" rel="noopener" aria-label={t('dup.open-named', { name: patient.fullName })} fw={550} py={4} pe={8}>{t('dup.open')}</Anchor>
                  <Button size="compact-sm" variant="default" aria-label={t('dup.other-named', { name: patient.fullName })} onClick={() => { onOther(patient.id); }}>{t('dup.other')}</Button>
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
};
