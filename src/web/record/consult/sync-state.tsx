import { useEffect, useState } from 'react';
import { timeIn } from '#kernel/civil-date.ts';
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUpload, IconLock } from '../../design/icons.ts';
import { useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import { syncStateOf } from '../draft/autosave.ts';
import type { SyncState } from '../draft/autosave.ts';
import { useDraftPart } from '../draft/use-draft.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';

const icons = {
  saved: IconCloudCheck, waiting: IconCloudUpload, saving: IconCloudUpload, offline: IconCloudOff, conflict: IconAlertTriangle, refused: IconAlertTriangle, closed: IconLock,
} as const satisfies Record<SyncState, unknown>;

const isTrouble = (state: SyncState): boolean => ['offline', 'conflict', 'refused', 'closed'].includes(state);

/** `10:02:31` on the clinic's wall; seconds are the same in every zone. */
const clockOf = (instant: string, timeZone: string): string => `${timeIn(timeZone, new Date(instant))}:${instant.slice(17, 19)}`;

/** Whether the words are safe. Read aloud when that changes for worse and when it is well again, not at every save. */
export const SyncStateText = () => {
  const t = useText(consultMessages);
  const timeZone = useTimeZone();
  const state = useDraftPart(({ draft }) => syncStateOf(draft));
  const savedAt = useDraftPart(({ draft }) => draft.savedAt);
  const Icon = icons[state];
  const text = state === 'saved' ? t('sync.saved', { at: clockOf(savedAt, timeZone) }) : t(`sync.${state}`);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    if (isTrouble(state)) setSpoken(text);
    else if (state === 'saved') setSpoken((before) => (before === '' ? '' : text));
  }, [state, text]);
  return (
    <span className={classes['sync']} data-sync={state}>
      <Icon size={16} aria-hidden /><span className="amate-numbers">{text}</span>
      <span className="amate-hidden" role="status">{spoken}</span>
    </span>
  );
};
