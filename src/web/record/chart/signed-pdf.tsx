import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { NoteId } from '#kernel/ids.ts';
import { call } from '../../api/call.ts';
import { IconDownload, IconExternalLink } from '../../design/icons.ts';
import { ErrorState, Loading } from '../../design/states.tsx';
import { useText } from '../../i18n/use-text.ts';
import { openSignedPdf } from '../api.ts';
import { PdfView, useBlobAddress } from '../note/pdf-view.tsx';
import classes from './chart.module.css';
import { readerMessages } from './reader-messages.ts';
import { revealWhole } from './reveal.ts';

/** The signed PDF as it was stored, byte for byte. */
export const SignedPdf = ({ noteId }: { readonly noteId: NoteId }) => {
  const t = useText(readerMessages);
  const pdf = useQuery({ queryKey: ['signed-pdf', noteId], queryFn: ({ signal }) => call(openSignedPdf, { params: { noteId } }, { signal }), staleTime: Infinity });
  const address = useBlobAddress(pdf.data ?? null);
  if (pdf.isError) return <ErrorState error={pdf.error} onRetry={() => { void pdf.refetch(); }} />;
  if (pdf.data === undefined || address === null) return <Loading />;
  return (
    <div ref={revealWhole} className={classes['revealed']}>
      <PdfView blob={pdf.data} title={t('pdf.title')} />
      <div className={classes['readerActions']} style={{ marginTop: 8 }}>
        <Button component="a" variant="default" size="compact-md" href={address} download={`nota-${noteId.slice(-8)}.pdf`} leftSection={<IconDownload size={15} aria-hidden />}>{t('pdf.download')}</Button>
        <Button component="a" variant="default" size="compact-md" href={address} target="_blank" rel="noreferrer" leftSection={<IconExternalLink size={15} aria-hidden />}>{t('pdf.open')}</Button>
      </div>
    </div>
  );
};
