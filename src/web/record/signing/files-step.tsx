import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { DragEvent, SyntheticEvent } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { CertificateFacts, ProblemNotice } from './certificate-facts.tsx';
import { mayBegin } from './ceremony.ts';
import type { Ceremony } from './ceremony.ts';
import { FileChoice } from './file-choice.tsx';
import { signingMessages } from './signing-messages.ts';
import classes from './signing.module.css';
import type { CeremonyActs } from './use-ceremony.ts';

type FilesProps = { readonly ceremony: Ceremony & { at: 'files' }; readonly acts: CeremonyActs; readonly onCancel: () => void };

/** Files and passphrase. The passphrase is read from its box once and the box emptied; no state of ours holds it. */
export const FilesStep = ({ ceremony, acts, onCancel }: FilesProps) => {
  const t = useText(signingMessages);
  const passphrase = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const isChosen = mayBegin(ceremony);
  // back from a refusal, only the passphrase is missing
  useEffect(() => { if (isChosen) passphrase.current?.focus(); }, [isChosen]);
  const choose = (file: File): void => {
    if (/\.key$/i.test(file.name)) acts.chooseKey(file);
    else void acts.chooseCertificate(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setIsOver(false);
    for (const file of event.dataTransfer.files) choose(file);
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const box = passphrase.current;
    if (box === null || !mayBegin(ceremony)) return;
    const { value } = box;
    box.value = '';
    void acts.begin(value);
  };
  return (
    <form className={classes['form']} onSubmit={onSubmit} autoComplete="off">
      <p className={classes['quiet']}>{t('says')}</p>
      <div className={classes['drop']} data-over={isOver} onDrop={onDrop} onDragOver={(event) => { event.preventDefault(); setIsOver(true); }} onDragLeave={() => { setIsOver(false); }}>
        <FileChoice label={t('file.certificate')} accept=".cer,.crt" kept={ceremony.certificate?.fileName ?? null} isFirst={!isChosen} onFile={choose} />
        <FileChoice label={t('file.key')} accept=".key" kept={ceremony.keyName} onFile={acts.chooseKey} />
        <p className={classes['quiet']}>{t('file.drop')}</p>
      </div>
      {ceremony.certificate === null ? null : <CertificateFacts certificate={ceremony.certificate} />}
      <PasswordInput ref={passphrase} label={t('passphrase')} autoComplete="off" spellCheck={false} />
      {ceremony.problem === null ? null : <ProblemNotice problem={ceremony.problem} />}
      <div className={classes['actions']}>
        <Button variant="default" onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" disabled={!isChosen}>{t('continue')}</Button>
      </div>
    </form>
  );
};
