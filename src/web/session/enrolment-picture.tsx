import { Code, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { TotpEnrolment } from '#modules/identity/contract.ts';
import { useText } from '../i18n/use-text.ts';
import { sessionMessages } from './messages.ts';
import classes from './session.module.css';

const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

/** The secret of an authenticator as a picture made in this page, and as text for whoever cannot scan. */
export const EnrolmentPicture = ({ enrolment }: { readonly enrolment: TotpEnrolment }) => {
  const t = useText(sessionMessages);
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('qrcode').then(({ toDataURL }) => toDataURL(enrolment.uri, { margin: 1, width: 208 })).then((made) => { if (!isGone) setPicture(made); });
    return () => { isGone = true; };
  }, [enrolment.uri]);
  return (
    <div className={classes['enrolment']}>
      <Text fw={600} fz="lg">{t('enrol.title')}</Text>
      <Text>{t('enrol.says')}</Text>
      <div className={classes['picture']}>{picture === null ? null : <img src={picture} alt={t('enrol.picture')} width={208} height={208} />}</div>
      <Text c="dimmed">{t('enrol.secret')}</Text>
      <Code className={classes['secret'] ?? ''}>{inFours(enrolment.secret)}</Code>
    </div>
  );
};
