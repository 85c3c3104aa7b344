import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { IconExternalLink, IconSignature } from '../../design/icons.ts';
import { Kbd } from '../../design/kbd.tsx';
import { Notice } from '../../design/severity.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { PdfView, useBlobAddress } from '../note/pdf-view.tsx';
import { CertificateFacts } from './certificate-facts.tsx';
import type { Ceremony } from './ceremony.ts';
import { signingMessages } from './signing-messages.ts';
import classes from './signing.module.css';
import type { CeremonyActs } from './use-ceremony.ts';

type Reviewed = Ceremony & { at: 'review' | 'sending' | 'unanswered' };

const Buttons = ({ ceremony, acts }: { readonly ceremony: Reviewed; readonly acts: CeremonyActs }) => {
  const t = useText(signingMessages);
  const main = useRef<HTMLButtonElement>(null);
  const run = (): void => { void (ceremony.at === 'unanswered' ? acts.again() : acts.sign()); };
  useEffect(() => { main.current?.focus(); }, [ceremony.at]);
  useShortcuts([{ keys: 'Mod+Enter', label: t('sign'), group: t('sign'), inFields: true, isCommand: false, isOn: ceremony.at !== 'sending', run }]);
  return (
    <div className={classes['actions']}>
      <span className={classes['progress']} role="status">{ceremony.at === 'sending' ? t('doing.sending') : ''}</span>
      {ceremony.at === 'review' ? <Button variant="default" onClick={acts.back}>{t('back')}</Button> : null}
      <Button ref={main} loading={ceremony.at === 'sending'} leftSection={<IconSignature size={18} aria-hidden />} rightSection={<span aria-hidden><Kbd keys="Mod+Enter" /></span>} onClick={run}>
        {t(ceremony.at === 'unanswered' ? 'again' : 'sign')}
      </Button>
    </div>
  );
};

/** The PDF and whose signature it will carry; one act is left. */
export const ReviewStep = ({ ceremony, acts }: { readonly ceremony: Reviewed; readonly acts: CeremonyActs }) => {
  const t = useText(signingMessages);
  const address = useBlobAddress(ceremony.pdf);
  return (
    <div className={classes['form']}>
      <div className={classes['review']}>
        <PdfView blob={ceremony.pdf} title={t('pdf.title')} />
        <div className={classes['reviewSide']}>
          {ceremony.at === 'unanswered'
            ? <Notice severity="warning" title={t('unanswered.title')} live>{t('unanswered.says')}</Notice>
            : <Notice severity="good" title={t('checked.title')}>{t('checked.says')}</Notice>}
          <CertificateFacts certificate={ceremony.certificate} />
          {address === null ? null : <Button component="a" href={address} target="_blank" rel="noreferrer" variant="default" leftSection={<IconExternalLink size={16} aria-hidden />}>{t('pdf.open')}</Button>}
        </div>
      </div>
      <Buttons ceremony={ceremony} acts={acts} />
    </div>
  );
};
