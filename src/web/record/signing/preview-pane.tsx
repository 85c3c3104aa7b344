import { Button } from '@mantine/core';
import { useState } from 'react';
import { Loading } from '../../design/states.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useDraftPart } from '../draft/use-draft.ts';
import { PdfView } from '../note/pdf-view.tsx';
import { ProblemNotice } from './certificate-facts.tsx';
import type { Problem } from './ceremony.ts';
import { chooseCertificate } from './choose-certificate.ts';
import { FileChoice } from './file-choice.tsx';
import { prepare } from './prepare.ts';
import { signingMessages } from './signing-messages.ts';
import classes from './signing.module.css';
import type { NoteSubject } from './subject.ts';

type Shown = { readonly is: 'nothing' } | { readonly is: 'making' } | { readonly is: 'problem'; readonly problem: Problem } | { readonly is: 'pdf'; readonly pdf: Blob; readonly of: unknown };

/** The PDF as it would be signed now, beside the note. Needs the certificate, which is public; never the key. */
export const PreviewPane = ({ subject }: { readonly subject: NoteSubject }) => {
  const t = useText(signingMessages);
  const [shown, setShown] = useState<Shown>({ is: 'nothing' });
  const content = useDraftPart(({ draft }) => draft.content);
  const { certificate, onCertificate, keeper } = subject;
  const choose = async (file: File): Promise<void> => {
    const chosen = await chooseCertificate(file);
    onCertificate(chosen.certificate);
    setShown(chosen.problem === null ? { is: 'nothing' } : { is: 'problem', problem: chosen.problem });
  };
  const make = async (): Promise<void> => {
    if (certificate === null) return;
    setShown({ is: 'making' });
    if (!(await keeper.settle())) { setShown({ is: 'problem', problem: { code: 'not-saved' } }); return; }
    const of = keeper.view().draft.content;
    const preparation = await prepare(subject, certificate.der, () => undefined);
    setShown(preparation.ok ? { is: 'pdf', pdf: preparation.note.pdf, of } : { is: 'problem', problem: preparation.problem });
  };
  return (
    <div className={classes['form']}>
      <p className={classes['quiet']}>{t('preview.says')}</p>
      <FileChoice label={t('file.certificate')} accept=".cer,.crt" kept={certificate?.fileName ?? null} onFile={(file) => { void choose(file); }} />
      <div><Button variant="default" disabled={certificate === null || shown.is === 'making'} onClick={() => { void make(); }}>{t(shown.is === 'pdf' ? 'preview.again' : 'preview.make')}</Button></div>
      {shown.is === 'making' ? <Loading /> : null}
      {shown.is === 'problem' ? <ProblemNotice problem={shown.problem} /> : null}
      {shown.is === 'pdf' ? <>{shown.of === content ? null : <p className={classes['quiet']} role="status">{t('preview.stale')}</p>}<PdfView blob={shown.pdf} title={t('pdf.title')} /></> : null}
    </div>
  );
};
