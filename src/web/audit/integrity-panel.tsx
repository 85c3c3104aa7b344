import { Button, Text, Title } from '@mantine/core';
import { civilDateIn, formatCivilDate, timeIn } from '#kernel/civil-date.ts';
import type { SealingReply, VerificationReply } from '#modules/audit/contract.ts';
import { IconShieldCheck } from '../design/icons.ts';
import { Card } from '../design/page.tsx';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useTimeZone } from '../session/session-context.ts';
import classes from './audit.module.css';
import { faultMessages } from './fault-messages.ts';
import { auditMessages } from './messages.ts';
import type { useVerification } from './use-audit.ts';

type Result = NonNullable<VerificationReply['result']>;

const useFaultText = (): ((fault: Result['faults'][number]) => string) => {
  const t = useText(auditMessages);
  const say = useText(faultMessages);
  return ({ kind, seq, through, checkpoint }) => {
    const where = checkpoint !== null ? t('integrity.fault-checkpoint', { checkpoint })
      : seq === null ? t('integrity.fault-guard') : through === null ? t('integrity.fault', { seq }) : t('integrity.fault-range', { seq, through });
    return `${where}: ${say(`fault.${kind}`)}`;
  };
};

const useInstantText = (): ((at: string) => string) => {
  const language = useLanguage();
  const timeZone = useTimeZone();
  return (text) => {
    const at = new Date(text);
    return `${formatCivilDate(civilDateIn(timeZone, at), language)} ${timeIn(timeZone, at)}`;
  };
};

const SealingText = ({ sealing }: { readonly sealing: SealingReply }) => {
  const t = useText(auditMessages);
  const instant = useInstantText();
  const { isLate, waiting, lagSeconds, checkpoint, checkpointAt } = sealing;
  return (
    <>
      <div className={classes['line']}>
        <SeverityBadge severity={isLate ? 'warning' : 'good'}>{t(isLate ? 'sealing.late' : 'sealing.current')}</SeverityBadge>
        <Text fz="sm">{checkpoint === null || checkpointAt === null ? t('sealing.none') : t('sealing.last', { number: checkpoint, at: instant(checkpointAt) })}</Text>
      </div>
      {isLate ? <Notice severity="warning" live>{t('sealing.late-says', { count: waiting, seconds: Math.round(lagSeconds) })}</Notice> : null}
    </>
  );
};

const ResultText = ({ result }: { readonly result: Result }) => {
  const t = useText(auditMessages);
  const instant = useInstantText();
  const faultText = useFaultText();
  return (
    <>
      <Text>{t('integrity.entries', { number: result.entries })} · {t('integrity.checkpoints', { count: result.checkpoints })}</Text>
      <Text c="dimmed" fz="sm">{t('integrity.at', { at: instant(result.at), seconds: result.seconds.toFixed(1) })}</Text>
      {result.faults.length === 0 ? null : <Notice severity="critical" live>{result.faults.map((fault) => <div key={faultText(fault)}>{faultText(fault)}</div>)}</Notice>}
    </>
  );
};

const State = ({ result, isRunning }: { readonly result: Result | null; readonly isRunning: boolean }) => {
  const t = useText(auditMessages);
  if (isRunning) return <SeverityBadge severity="info">{t('integrity.running')}</SeverityBadge>;
  if (result === null) return <SeverityBadge severity="neutral">{t('integrity.never')}</SeverityBadge>;
  return <SeverityBadge severity={result.sound ? 'good' : 'critical'}>{t(result.sound ? 'integrity.sound' : 'integrity.broken')}</SeverityBadge>;
};

/** Whether the log is whole: chain, tree and signed checkpoints, verified when asked. */
export const IntegrityPanel = ({ verification }: { readonly verification: ReturnType<typeof useVerification> }) => {
  const t = useText(auditMessages);
  const { found, sealing, verify, isRunning } = verification;
  const result = found.data?.result ?? null;
  const publicKey = found.data?.publicKey ?? null;
  return (
    <Card className={classes['panel'] ?? ''}>
      <div>
        <div className={classes['line']} role="status"><Title order={2} fz="lg">{t('integrity')}</Title><State result={result} isRunning={isRunning} /></div>
        {sealing.data === undefined ? null : <SealingText sealing={sealing.data} />}
        {result === null ? null : <ResultText result={result} />}
        {found.error === null ? null : <Notice severity="critical" live>{found.error.message}</Notice>}
        {publicKey === null ? null : <details><summary>{t('integrity.key')}</summary><Text fz="sm" c="dimmed">{t('integrity.key-says')}</Text><div className={classes['key']} translate="no">{publicKey}</div></details>}
      </div>
      <Button variant="default" leftSection={<IconShieldCheck size={18} />} loading={isRunning} onClick={verify}>{t('integrity.verify')}</Button>
    </Card>
  );
};
