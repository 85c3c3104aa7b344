import { IconAlertTriangle, IconFileText, IconPhoto } from '../design/icons.ts';
import { Badge } from '../design/severity.tsx';
import { DateText, PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import classes from './attachments.module.css';
import { isImage, whenOf } from './file-facts.ts';
import { attachmentMessages } from './messages.ts';

type FileRowProps = { readonly file: Attachment; readonly className: string; readonly onOpen: () => void };

/** A file in a list: its day, kind, title and part of the body. */
export const FileRow = ({ file, className, onOpen }: FileRowProps) => {
  const t = useText(attachmentMessages);
  const Icon = isImage(file) ? IconPhoto : IconFileText;
  return (
    <button type="button" className={className} data-entry={file.id} onClick={onOpen}>
      <span className={classes['rowHead']}>
        <Icon size={17} aria-hidden />
        <DateText value={whenOf(file)} />
        <span>{t(`kind.${file.kind}`)}</span>
        {file.error === null ? null : <Badge hue="amber" icon={IconAlertTriangle}>{t('mistaken')}</Badge>}
      </span>
      <span className={classes['rowTitle']} data-mistaken={file.error !== null}>{file.title}{file.site === '' ? '' : ` · ${file.site}`}</span>
      <span className={classes['quiet']}>{t('by')} <PersonName name={file.recordedBy} /></span>
    </button>
  );
};
