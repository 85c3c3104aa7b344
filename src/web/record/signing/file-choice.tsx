import { useId } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { signingMessages } from './signing-messages.ts';
import classes from './signing.module.css';

type FileChoiceProps = { readonly label: string; readonly accept: string; readonly kept: string | null; readonly onFile: (file: File) => void };

/** The browser's own way to choose a file: it works with keyboard, screen reader and drag, and shows nothing else. */
export const FileChoice = ({ label, accept, kept, onFile }: FileChoiceProps) => {
  const t = useText(signingMessages);
  const id = useId();
  return (
    <div className={classes['file']}>
      <label htmlFor={id}>{label}</label>
      <input id={id} type="file" accept={accept} onChange={(event) => { const [file] = event.currentTarget.files ?? []; if (file !== undefined) onFile(file); }} />
      {kept === null ? null : <p className={classes['quiet']}>{t('file.kept', { name: kept })}</p>}
    </div>
  );
};
