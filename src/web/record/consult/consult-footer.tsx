import { ActionIcon, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import type { NoteId } from '#kernel/ids.ts';
import { IconAlertTriangle, IconCircleCheck, IconDots, IconFileText, IconSignature, IconTrash } from '../../design/icons.ts';
import { Kbd } from '../../design/kbd.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useFindings } from '../draft/use-draft.ts';
import { CarriedShare } from '../carry/carried-share.tsx';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { DiscardDialog } from './discard-dialog.tsx';
import { SyncStateText } from './sync-state.tsx';

type FooterProps = {
  readonly noteId: NoteId;
  readonly backTo: string;
  readonly maySign: boolean;
  readonly onMissing: () => void;
  readonly onPreview: () => void;
  readonly onSign: () => void;
};

/** What is missing, whether it is saved, and the way to sign; always in sight. */
export const ConsultFooter = ({ noteId, backTo, maySign, onMissing, onPreview, onSign }: FooterProps) => {
  const t = useText(consultMessages);
  const missing = useFindings().filter(({ blocks }) => blocks).length;
  const [isDiscarding, setIsDiscarding] = useState(false);
  return (
    <footer className={classes['footer']}>
      <div className={classes['footState']}>
        <button type="button" className={classes['missing']} data-missing={missing > 0} onClick={onMissing} title={t('count.go')}>
          {missing === 0 ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
          {t('count.missing', { count: missing })}
        </button>
        <CarriedShare />
        <SyncStateText />
      </div>
      <span className={classes['space']} />
      <Menu position="top-end">
        <Menu.Target><ActionIcon aria-label={t('more')}><IconDots size={18} /></ActionIcon></Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileText size={16} aria-hidden />} onClick={onPreview}>{t('preview')}</Menu.Item>
          <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => { setIsDiscarding(true); }}>{t('discard')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {maySign ? (
        <Button leftSection={<IconSignature size={18} aria-hidden />} rightSection={<span className={classes['signKeys']} aria-hidden><Kbd keys="Mod+Enter" /></span>} onClick={onSign}>{t('sign')}</Button>
      ) : null}
      <DiscardDialog noteId={noteId} backTo={backTo} opened={isDiscarding} onClose={() => { setIsDiscarding(false); }} />
    </footer>
  );
};
