import { useId } from 'react';
import { IconCheck, IconUpload } from '../../design/icons.ts';
import { useText } from '../../i18n/use-text.ts';
import { signingMessages } from './signing-messages.ts';
import classes from './signing.module.css';

type FileChoiceProps = { readonly label: string; readonly accept: string; readonly kept: string | null; readonly isFirst?: boolean; readonly onFile: (file: File) => void };

/** A real file input under a label of ours: the browser's own words for it follow the browser's language, not the person's. */
export const FileChoice = ({ label, accept, kept, isFirst = false, onFile }: FileChoiceProps) => {
  const t = useText(signingMessages);
  const id = useId();
  return (
    <div className={classes['file']}>
      <span id={`${id}-nombre`} className={classes['fileName']}>{label}</span>
      <input
        id={id} className="amate-hidden" type="file" accept={accept} aria-labelledby={`${id}-nombre ${id}-boton`} aria-describedby={`${id}-elegido`} {...(isFirst ? { 'data-autofocus': true } : {})}
        onChange={(event) => { const [file] = event.currentTarget.files ?? []; if (file !== undefined) onFile(file); }}
      />
      <label id={`${id}-boton`} htmlFor={id} className={classes['fileButton']}><IconUpload size={16} aria-hidden />{t('file.choose')}</label>
      <p id={`${id}-elegido`} className={classes['quiet']}>{kept === null ? t('file.none') : <><IconCheck size={14} aria-hidden /> {kept}</>}</p>
    </div>
  );
};
