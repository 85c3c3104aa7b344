import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { IconCopy } from '../design/icons.ts';
import { Card } from '../design/page.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { codeMessages } from './code-messages.ts';
import classes from './prescriptions.module.css';

const PICTURE_PIXELS = 208;

/** Where the printed code leads, right after signing: in this screen's memory and nowhere else, since nothing but the PDF keeps the token. */
export const CodePanel = ({ address, isPaperOriginal }: { readonly address: string; readonly isPaperOriginal: boolean }) => {
  const t = useText(codeMessages);
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    let isGone = false;
    void import('qrcode').then(({ toDataURL }) => toDataURL(address, { margin: 2, width: PICTURE_PIXELS })).then((made) => { if (!isGone) setPicture(made); });
    return () => { isGone = true; };
  }, [address]);
  const copy = (): void => { navigator.clipboard.writeText(address).then(() => { toast.done(t('copied')); }, () => { toast.failed(t('not-copied')); }); };
  return (
    <Card className={classes['panel'] ?? ''} data-rx-code>
      <h2>{t('title')}</h2>
      <div className={classes['code']}>
        <div className={classes['codePicture']}>{picture === null ? null : <img src={picture} alt={t('picture')} width={PICTURE_PIXELS} height={PICTURE_PIXELS} />}</div>
        <div>
          <p>{t('says')}{isPaperOriginal ? ` ${t('paper')}` : ''}</p>
          <p role="group" aria-label={t('address')} translate="no" className={classes['codeAddress']}>{address}</p>
          <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={copy}>{t('copy')}</Button>
          <p className={classes['quiet']}>{t('gone')}</p>
        </div>
      </div>
    </Card>
  );
};
