import { Button, Text } from '@mantine/core';
import { useEffect } from 'react';
import type { CSSProperties } from 'react';
import { useLocation } from 'wouter';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { patientMessages } from './messages.ts';
import { onLeavePatient, patientTabs } from './open-patients.ts';
import { patientHue } from './patient-hue.ts';
import classes from './patients.module.css';
import { useOpenPatients } from './use-shown-patient.ts';

const showsPatient = (location: string): boolean => /^\/(pacientes|consulta)\/[0-9a-f]{8}-/.test(location);

/** Wrong-patient guard: at most two patients are open in the tabs of one browser; who opens a third says which to close. */
export const OpenPatientsGuard = () => {
  const t = useText(patientMessages);
  const [location, go] = useLocation();
  const { own, earlier, isTooMany } = useOpenPatients();
  // moving between the screens of one patient keeps her open all the while
  useEffect(() => { if (!showsPatient(location)) patientTabs.show(null); }, [location]);
  useEffect(() => onLeavePatient(() => {
    const left = patientTabs.view().own;
    go('/', { replace: true });
    if (left !== null) toast.done(t('open.closed', { name: left.name }));
  }), [go, t]);
  const leave = (): void => { go('/', { replace: true }); };
  return (
    <Dialog opened={isTooMany} onClose={leave} title={t('open.title')} size="sm">
      {own === null ? null : (
        <>
          <Text>{t('open.says', { name: own.name, number: own.recordNumber })}</Text>
          <div className={classes['choices']}>
            {earlier.map(({ patientId, name, recordNumber }, at) => (
              <Button
                key={patientId} variant="default" justify="flex-start" h="auto" mih={36} py={6} styles={{ label: { whiteSpace: 'normal', textAlign: 'start' } }} className={classes['choice'] ?? ''} onClick={() => { patientTabs.close(patientId); }}
                style={{ '--patient': patientHue(patientId, at === 0 ? null : earlier[0]?.patientId ?? null) } as CSSProperties} {...(at === 0 ? { 'data-autofocus': true } : {})}
              >
                {t('open.close', { name, number: recordNumber })}
              </Button>
            ))}
          </div>
          <DialogActions><Button variant="subtle" h="auto" mih={36} styles={{ label: { whiteSpace: 'normal' } }} onClick={leave}>{t('open.not', { name: own.name })}</Button></DialogActions>
        </>
      )}
    </Dialog>
  );
};
