import { useState } from 'react';
import { Link } from 'wouter';
import { call } from '../api/call.ts';
import { IconSearch } from '../design/icons.ts';
import { Kbd } from '../design/kbd.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { LanguageToggle, SchemeMenu } from '../preferences/toggles.tsx';
import { Palette } from '../search/palette.tsx';
import { chooseLanguage } from '../session/api.ts';
import { useSession } from '../session/session-context.ts';
import { shellMessages } from './messages.ts';
import { PersonMenu } from './person-menu.tsx';
import { ShortcutList } from './shortcut-list.tsx';
import classes from './shell.module.css';

type Open = 'nothing' | 'palette' | 'shortcuts';

/** The strip that never changes: whose practice, find anything, language, look, person. */
export const TopBar = () => {
  const t = useText(shellMessages);
  const { session, leave, lockNow } = useSession();
  const [open, setOpen] = useState<Open>('nothing');
  const close = (): void => { setOpen('nothing'); };
  const group = t('keys.general');
  useShortcuts([
    { keys: 'Mod+K', label: t('find'), group, inFields: true, isCommand: false, run: () => { setOpen('palette'); } },
    { keys: '?', label: t('keys.title'), group, run: () => { setOpen('shortcuts'); } },
    { keys: 'g b', label: t('person.lock'), group, run: lockNow },
    { keys: [], label: t('person.leave'), group, run: () => { void leave(); } },
  ]);
  return (
    <header className={classes['top']} data-shell>
      <Link href="/" className={classes['brand'] ?? ''} aria-label={t('home', { clinic: session.clinic.name })}>
        <img src="/icon.svg" alt="" /><span className={classes['brandName']}>{session.clinic.name}</span>
      </Link>
      <span className={classes['space']} />
      <button type="button" className={classes['find']} onClick={() => { setOpen('palette'); }} aria-keyshortcuts="Control+K">
        <IconSearch size={16} aria-hidden /><span>{t('find')}</span><span className={classes['wideOnly']}><Kbd keys="Mod+K" /></span>
      </button>
      <span className={classes['space']} />
      <LanguageToggle onChange={(language) => { void call(chooseLanguage, { body: { language } }).catch(() => undefined); }} />
      <SchemeMenu />
      <PersonMenu onShortcuts={() => { setOpen('shortcuts'); }} />
      <Palette opened={open === 'palette'} onClose={close} />
      <ShortcutList opened={open === 'shortcuts'} onClose={close} />
    </header>
  );
};
