import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { IconCamera, IconUpload } from '../design/icons.ts';
import { Kbd } from '../design/kbd.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import classes from './attachments.module.css';
import { accepted } from './file-facts.ts';
import { attachmentMessages } from './messages.ts';

type OnFiles = (files: readonly File[]) => void;

const isTyping = (): boolean => document.activeElement instanceof HTMLInputElement || document.activeElement instanceof HTMLTextAreaElement;

/** A picture pasted anywhere but into a field, where pasting is of words. */
const usePaste = (onFiles: OnFiles): void => {
  const latest = useRef(onFiles);
  useEffect(() => { latest.current = onFiles; });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const files = [...event.clipboardData?.files ?? []];
      if (files.length === 0 || (isTyping() && event.clipboardData?.types.includes('text/plain') === true)) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', onPaste);
    return () => { document.removeEventListener('paste', onPaste); };
  }, []);
};

type ChooserProps = { readonly label: string; readonly icon: ReactNode; readonly onFiles: OnFiles; readonly input?: React.RefObject<HTMLInputElement | null>; readonly isCamera?: boolean };

/** A real file input under a label of ours. */
const Chooser = ({ label, icon, onFiles, input, isCamera = false }: ChooserProps) => {
  const id = useId();
  return (
    <>
      <input
        id={id} ref={input ?? null} className="amate-hidden" type="file" {...(isCamera ? { accept: 'image/jpeg,image/png,image/webp', capture: 'environment' as const } : { accept: accepted, multiple: true })}
        onChange={(event) => {
          onFiles([...event.currentTarget.files ?? []]);
          // the same file may be chosen once more
          event.currentTarget.value = '';
        }}
      />
      <label htmlFor={id} className={classes['choose']}>{icon}{label}{isCamera ? null : <span aria-hidden><Kbd keys="a" /></span>}</label>
    </>
  );
};

/** Files dragged, pasted, chosen or taken. `a` opens the dialog for choosing. */
export const FileIntake = ({ onFiles }: { readonly onFiles: OnFiles }) => {
  const t = useText(attachmentMessages);
  const chooser = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  usePaste(onFiles);
  useShortcuts([{ keys: 'a', label: t('add.choose'), group: t('title'), run: () => { chooser.current?.click(); } }]);
  return (
    <div
      className={classes['drop']} data-over={isOver}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => { setOver(false); }}
      onDrop={(event) => { event.preventDefault(); setOver(false); onFiles([...event.dataTransfer.files]); }}
    >
      <p>{t('add.drop')}</p>
      <div className={classes['choices']}>
        <Chooser label={t('add.choose')} icon={<IconUpload size={16} aria-hidden />} input={chooser} onFiles={onFiles} />
        <Chooser label={t('add.camera')} icon={<IconCamera size={16} aria-hidden />} isCamera onFiles={onFiles} />
      </div>
      <p className={classes['quiet']}>{t('add.accepted')}</p>
    </div>
  );
};
