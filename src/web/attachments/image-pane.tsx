import type { Attachment } from '#modules/attachments/contract.ts';
import { ErrorState, Loading } from '../design/states.tsx';
import { DateText } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useBlobAddress } from '../record/note/pdf-view.tsx';
import classes from './attachments.module.css';
import { whenOf } from './file-facts.ts';
import { attachmentMessages } from './messages.ts';
import { useContent } from './use-attachments.ts';

type PaneProps = { readonly file: Attachment; /** 1 fits the pane. */ readonly zoom: number; readonly isTitled: boolean };

/** One image in a frame that arrow keys move over when it is larger than the frame. */
export const ImagePane = ({ file, zoom, isTitled }: PaneProps) => {
  const t = useText(attachmentMessages);
  const content = useContent(file.id, true);
  const address = useBlobAddress(content.data ?? null);
  return (
    <figure className={classes['pane']}>
      <div className={classes['frame']} role="region" tabIndex={0} aria-label={t('view.area', { title: file.title })}>
        {content.isError ? <ErrorState error={content.error} onRetry={() => { void content.refetch(); }} /> : null}
        {address === null && !content.isError ? <Loading /> : null}
        {address === null ? null : <img src={address} alt={`${file.title}${file.site === '' ? '' : `, ${file.site}`}`} style={{ width: `${String(zoom * 100)}%`, height: `${String(zoom * 100)}%` }} />}
      </div>
      {isTitled ? <figcaption><DateText value={whenOf(file)} /> · {file.title}{file.site === '' ? '' : ` · ${file.site}`}</figcaption> : null}
    </figure>
  );
};
