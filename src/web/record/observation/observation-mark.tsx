import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { formatInstant } from '#kernel/civil-date.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { Observed } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { Notice } from '../../design/severity.tsx';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useSession, useTimeZone } from '../../session/session-context.ts';
import { observationMessages } from './observation-messages.ts';
import { observedKey, takeObservationStep, useObserved } from './use-observed.ts';

const Mark = ({ observed }: { readonly observed: Observed }) => {
  const t = useText(observationMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const { session } = useSession();
  const queries = useQueryClient();
  const moment = (at: string): string => formatInstant(new Date(at), timeZone, language);
  const isObserved = observed.observedSince !== null;
  const step = useMutation({
    mutationFn: () => call(takeObservationStep, { params: { encounterId: observed.encounterId }, body: { step: isObserved ? 'ended' : 'begun' } }),
    onSuccess: () => { void queries.invalidateQueries({ queryKey: observedKey }); },
    onError: toast.refused,
  });
  return (
    <Notice severity={observed.isOverdue ? 'critical' : 'info'} title={t(isObserved ? 'observed' : 'in-emergency')}>
      <p style={{ margin: '0 0 8px' }}>
        {observed.lastNoteAt === null ? t('no-note', { at: moment(observed.since) }) : t('last-note', { at: moment(observed.lastNoteAt) })} · {t(observed.isOverdue ? 'late' : 'due', { at: moment(observed.dueAt) })}
      </p>
      {session.duty === 'physician' ? <Button size="compact-md" variant="default" loading={step.isPending} onClick={() => { step.mutate(); }}>{t(isObserved ? 'end' : 'begin')}</Button> : null}
    </Notice>
  );
};

/** Of a patient in the emergency service: whether she is observed, and when her next note is due. */
export const ObservationMark = ({ patientId }: { readonly patientId: PatientId }) =>
  useObserved().filter((each) => each.patientId === patientId).map((each) => <Mark key={each.encounterId} observed={each} />);
