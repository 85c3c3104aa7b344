import { formatInstant } from '#kernel/civil-date.ts';
import type { Note } from '#modules/record/contract.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import classes from './chart.module.css';
import { readerMessages } from './reader-messages.ts';

/** Who signed, when and with what; enough to find the signature again elsewhere. */
export const SignatureFacts = ({ facts }: { readonly facts: NonNullable<Note['signed']> }) => {
  const t = useText(readerMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  return (
    <dl className={classes['facts']} aria-label={t('signature')}>
      <dt>{t('fact.signer')}</dt><dd translate="no">{facts.signer}</dd>
      <dt>{t('fact.cedula')}</dt><dd>{facts.cedula}</dd>
      <dt>{t('fact.at')}</dt><dd>{formatInstant(new Date(facts.signedAt), timeZone, language)}</dd>
      <dt>{t('fact.serial')}</dt><dd>{facts.certificateSerial}</dd>
      <dt>{t('fact.revocation')}</dt><dd>{t(`revocation.${facts.revocation}`)}</dd>
      <dt>{t('fact.code')}</dt><dd>{facts.verificationCode}</dd>
      <dt>{t('fact.payload')}</dt><dd className={classes['mono']}>{facts.payloadSha256}</dd>
      <dt>{t('fact.pdf')}</dt><dd className={classes['mono']}>{facts.pdfSha256}</dd>
    </dl>
  );
};
