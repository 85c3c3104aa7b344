import { civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import { Notice } from '../../design/severity.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import type { Certificate, Problem } from './ceremony.ts';
import { signingMessages } from './signing-messages.ts';
import classes from './signing.module.css';

const isKnown = (key: string): key is keyof typeof signingMessages => Object.hasOwn(signingMessages, key);

/** One sentence for a problem: ours when there is one, else the server's. */
export const ProblemNotice = ({ problem }: { readonly problem: Problem }) => {
  const t = useText(signingMessages);
  const key = `problem.${problem.code}`;
  return <Notice severity="critical" live>{isKnown(key) ? t(key) : problem.says ?? t('problem.unexpected')}</Notice>;
};

/** Whose certificate it is and until when, before anything is signed; and why it may not sign, if so. */
export const CertificateFacts = ({ certificate: { profile, refusals } }: { readonly certificate: Certificate }) => {
  const t = useText(signingMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const day = (at: Date): string => formatCivilDate(civilDateIn(timeZone, at), language);
  return (
    <>
      <dl className={classes['holder']} aria-label={t('holder.title')}>
        <dt>{t('holder.name')}</dt><dd translate="no">{profile.commonName}</dd>
        <dt>{t('holder.rfc')}</dt><dd translate="no">{profile.rfc ?? '—'}</dd>
        <dt>{t('holder.serial')}</dt><dd>{profile.serialNumber}</dd>
        <dt>{t('holder.validity')}</dt><dd>{t('holder.validity.says', { from: day(profile.notBefore), to: day(profile.notAfter) })}</dd>
        <dt>{t('holder.issuer')}</dt><dd translate="no">{profile.issuerCommonName}</dd>
      </dl>
      {refusals.map((code) => <ProblemNotice key={code} problem={{ code }} />)}
    </>
  );
};
