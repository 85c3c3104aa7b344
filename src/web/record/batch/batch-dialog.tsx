import { Button, Loader } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { UnsignedDraft } from '#modules/record/contract.ts';
import { Dialog } from '../../design/dialog.tsx';
import { IconSignature } from '../../design/icons.ts';
import { Kbd } from '../../design/kbd.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { useKindName } from '../form/use-document-types.ts';
import { PdfView } from '../note/pdf-view.tsx';
import { ProblemNotice } from '../signing/certificate-facts.tsx';
import type { Ceremony } from '../signing/ceremony.ts';
import { chooseCertificate } from '../signing/choose-certificate.ts';
import { FilesStep } from '../signing/files-step.tsx';
import { signingMessages } from '../signing/signing-messages.ts';
import signing from '../signing/signing.module.css';
import { batchMessages } from './batch-messages.ts';
import classes from './batch.module.css';
import { useBatch } from './use-batch.ts';
import type { Batch, Item } from './use-batch.ts';

type Listed = Extract<Batch, { readonly items: readonly Item[] }>;

const ItemLine = ({ item }: { readonly item: Item }) => {
  const t = useText(batchMessages);
  const kindName = useKindName();
  return (
    <li className={classes['line']} data-item={item.is}>
      <div className={classes['what']}>
        <b translate="no">{item.draft.patientName}</b> · {kindName(item.draft.kind)}
        {item.is === 'failed' ? item.problem.code === 'unanswered' ? <p>{t('unanswered')}</p> : <ProblemNotice problem={item.problem} /> : null}
      </div>
      <span className={classes['state']} data-is={item.is}>{t(`state.${item.is}`)}</span>
    </li>
  );
};

/** Each document may be looked at before the one act that signs them all. */
const Review = ({ items }: { readonly items: readonly Item[] }) => {
  const t = useText(batchMessages);
  const s = useText(signingMessages);
  const kindName = useKindName();
  const ready = items.filter((item) => item.is === 'ready');
  const [shownId, setShownId] = useState(ready[0]?.draft.noteId);
  const shown = ready.find(({ draft }) => draft.noteId === shownId);
  const failed = items.filter(({ is }) => is === 'failed');
  return (
    <div className={signing['review']}>
      {shown === undefined ? null : <PdfView key={shown.draft.noteId} blob={shown.note.pdf} title={s('pdf.title')} />}
      <div className={signing['reviewSide']}>
        <p className={signing['quiet']}>{t('review.says')}</p>
        <div role="group" aria-label={t('documents')}>
          {ready.map(({ draft }) => (
            <button key={draft.noteId} type="button" className={classes['pick']} aria-pressed={draft.noteId === shownId} onClick={() => { setShownId(draft.noteId); }}>
              <span><b translate="no">{draft.patientName}</b> · {kindName(draft.kind)}</span>
            </button>
          ))}
        </div>
        {failed.length === 0 ? null : <ul className={classes['list']}>{failed.map((item) => <ItemLine key={item.draft.noteId} item={item} />)}</ul>}
      </div>
    </div>
  );
};

const Progress = ({ batch }: { readonly batch: Listed }) => {
  const t = useText(batchMessages);
  const count = { at: batch.now + 1, of: batch.items.length };
  return (
    <>
      <div className={signing['progress']} role="status"><Loader size="sm" aria-hidden />{t(batch.at === 'preparing' ? 'preparing' : 'signing', count)}</div>
      <ul className={classes['list']}>{batch.items.map((item) => <ItemLine key={item.draft.noteId} item={item} />)}</ul>
    </>
  );
};

const Done = ({ items }: { readonly items: readonly Item[] }) => {
  const t = useText(batchMessages);
  const count = (is: Item['is']): number => items.filter((item) => item.is === is).length;
  return (
    <>
      <p role="status"><b>{t('done', { signed: count('signed'), failed: count('failed') })}</b></p>
      <ul className={classes['list']}>{items.map((item) => <ItemLine key={item.draft.noteId} item={item} />)}</ul>
    </>
  );
};

const Foot = ({ batch, sign, onClose }: { readonly batch: Listed; readonly sign: () => void; readonly onClose: () => void }) => {
  const t = useText(batchMessages);
  const s = useText(signingMessages);
  const count = batch.items.filter(({ is }) => is === 'ready').length;
  useShortcuts([{ keys: 'Mod+Enter', label: t('sign', { count }), group: t('title'), inFields: true, isCommand: false, isOn: batch.at === 'review', run: sign }]);
  return (
    <div className={signing['actions']}>
      {batch.at === 'review' ? (
        <>
          <Button variant="default" onClick={onClose}>{s('cancel')}</Button>
          <Button leftSection={<IconSignature size={18} aria-hidden />} rightSection={<span aria-hidden><Kbd keys="Mod+Enter" /></span>} onClick={sign}>{t('sign', { count })}</Button>
        </>
      ) : null}
      {batch.at === 'done' ? <Button data-autofocus onClick={onClose}>{t('close')}</Button> : null}
    </div>
  );
};

const Body = ({ batch }: { readonly batch: Listed }) => {
  if (batch.at === 'review') return <Review items={batch.items} />;
  return batch.at === 'done' ? <Done items={batch.items} /> : <Progress batch={batch} />;
};

type FilesState = Ceremony & { readonly at: 'files' };

/** Signs several notes with one opening of the e.firma. Mounted only while it runs: closing it drops the key. */
export const BatchDialog = ({ drafts, onClose }: { readonly drafts: readonly UnsignedDraft[]; readonly onClose: () => void }) => {
  const t = useText(batchMessages);
  const s = useText(signingMessages);
  const isPhone = useMediaQuery('(max-width: 48em)') === true;
  const { batch, begin, sign } = useBatch(drafts);
  const keyFile = useRef<File | null>(null);
  const [files, setFiles] = useState<FilesState>({ at: 'files', certificate: null, keyName: null, problem: null });
  const ceremony: FilesState = batch.at === 'files' && batch.problem !== null ? { ...files, problem: batch.problem } : files;
  const acts = {
    ceremony,
    chooseCertificate: async (file: File): Promise<void> => { const chosen = await chooseCertificate(file); setFiles((before) => ({ ...before, ...chosen })); },
    chooseKey: (file: File): void => { keyFile.current = file; setFiles((before) => ({ ...before, keyName: file.name })); },
    begin: async (passphrase: string): Promise<void> => {
      if (files.certificate !== null && keyFile.current !== null) await begin(files.certificate, keyFile.current, passphrase);
    },
    sign, again: () => Promise.resolve(), back: onClose,
  };
  return (
    <Dialog opened onClose={onClose} mayClose={batch.at !== 'signing'} title={t('sign.title', { count: drafts.length })} size={batch.at === 'review' ? 1120 : 620} fullScreen={isPhone}>
      {batch.at === 'files' ? <FilesStep ceremony={ceremony} acts={acts} onCancel={onClose} /> : null}
      {batch.at === 'opening' ? <div className={signing['progress']} role="status"><Loader size="sm" aria-hidden />{s('doing.opening')}</div> : null}
      {'items' in batch ? <div className={signing['form']}><Body batch={batch} /><Foot batch={batch} sign={() => { void sign(); }} onClose={onClose} /></div> : null}
    </Dialog>
  );
};
