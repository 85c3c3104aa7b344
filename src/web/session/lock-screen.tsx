import { Button, FocusTrap, Portal, Text, Title } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { Session } from '#modules/identity/contract.ts';
import { IconLock } from '../design/icons.ts';
import { useText } from '../i18n/use-text.ts';
import { ShortcutLayer } from '../keyboard/use-shortcuts.tsx';
import { LanguageToggle } from '../preferences/toggles.tsx';
import { sessionMessages } from './messages.ts';
import classes from './session.module.css';
import { SignInForm } from './sign-in-form.tsx';

/** Everything on the page but the lock is taken out of reach: of eyes, keys and screen readers. It stays mounted. */
const useHiddenPage = (host: React.RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const focused = document.activeElement;
    const title = document.title;
    const covered = [...document.body.children].filter((child): child is HTMLElement => child instanceof HTMLElement && !child.contains(host.current) && child.tagName !== 'SCRIPT');
    for (const element of covered) {
      element.inert = true;
      element.style.visibility = 'hidden';
    }
    document.title = 'Amate';
    return () => {
      for (const element of covered) {
        element.inert = false;
        element.style.visibility = '';
      }
      document.title = title;
      if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    };
  }, [host]);
};

const LockBody = ({ session, onDone }: LockScreenProps) => {
  const t = useText(sessionMessages);
  const id = useId();
  const host = useRef<HTMLDivElement>(null);
  const [isSure, setSure] = useState(false);
  useHiddenPage(host);
  return (
    <div ref={host} className={classes['lock']} role="dialog" aria-modal="true" aria-labelledby={id} data-shell>
      <FocusTrap active>
        <div className={classes['lockBox']}>
          <div className={classes['lockHead']}>
            <IconLock size={26} aria-hidden />
            <div>
              <Title order={1} id={id}>{t('locked.title')}</Title>
              <Text fw={550} translate="no">{session.fullName}</Text>
              <Text c="dimmed">{t('locked.says')}</Text>
            </div>
          </div>
          <div className={classes['card']}>
            <SignInForm onDone={onDone} known={{ email: session.email, clinicId: session.clinic.id, duty: session.duty, sharedDesk: session.sharedDesk }} />
          </div>
          <div className={classes['lockFoot']}>
            {isSure ? <Text c="dimmed">{t('locked.other-warns')}</Text> : null}
            <Button variant="subtle" color={isSure ? 'red' : 'bark'} onClick={() => { if (isSure) window.location.replace('/entrar'); else setSure(true); }}>{t('locked.other')}</Button>
            <LanguageToggle />
          </div>
        </div>
      </FocusTrap>
    </div>
  );
};

export type LockScreenProps = { readonly session: Session; readonly onDone: (session: Session) => void };

/** Asks the same person to sign in again over her screen, which waits underneath with all that was typed. */
export const LockScreen = (props: LockScreenProps) => (
  <Portal><ShortcutLayer><LockBody {...props} /></ShortcutLayer></Portal>
);
