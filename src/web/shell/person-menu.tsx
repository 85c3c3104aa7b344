import { Menu, Text, UnstyledButton } from '@mantine/core';
import { useLocation } from 'wouter';
import type { DutyHeld } from '#modules/identity/contract.ts';
import { call } from '../api/call.ts';
import { IconCheck, IconChevronDown, IconKeyboard, IconLock, IconLogout, IconUserCircle } from '../design/icons.ts';
import { Kbd } from '../design/kbd.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { switchDuty } from '../session/api.ts';
import { savePendingWork } from '../session/before-lock.ts';
import { sessionMessages } from '../session/messages.ts';
import { useSession } from '../session/session-context.ts';
import { shellMessages } from './messages.ts';
import classes from './shell.module.css';

const initialsOf = (name: string): string => {
  const words = name.split(/\s+/);
  return [words[0], words[words.length > 2 ? words.length - 2 : words.length - 1]].map((word) => Array.from(word ?? '')[0] ?? '').join('');
};

const actAs = async ({ clinicId, duty }: DutyHeld): Promise<void> => {
  try {
    await savePendingWork();
    await call(switchDuty, { body: { clinicId, duty } });
    // another duty sees other things: nothing of the present one stays in memory
    window.location.replace('/');
  } catch (error) {
    toast.refused(error);
  }
};

const DutyItems = () => {
  const t = useText(shellMessages);
  const dutyText = useText(sessionMessages);
  const { session } = useSession();
  if (session.duties.length < 2) return null;
  const hasClinics = new Set(session.duties.map(({ clinicId }) => clinicId)).size > 1;
  return (
    <>
      <Menu.Label>{t('person.act-as')}</Menu.Label>
      {session.duties.map((held) => {
        const isPresent = held.clinicId === session.clinic.id && held.duty === session.duty;
        return (
          <Menu.Item
            key={`${held.clinicId}-${held.duty}`} role="menuitemradio" aria-checked={isPresent}
            rightSection={isPresent ? <IconCheck size={16} aria-hidden /> : null} onClick={() => { if (!isPresent) void actAs(held); }}
          >
            {dutyText(`duty.${held.duty}`)}{hasClinics ? <Text component="span" c="dimmed" fz="sm"> · {held.clinicName}</Text> : null}
          </Menu.Item>
        );
      })}
      <Menu.Divider />
    </>
  );
};

/** Who is signed in and as what; other duties, the account, the shortcuts, the way out. */
export const PersonMenu = ({ onShortcuts }: { readonly onShortcuts: () => void }) => {
  const t = useText(shellMessages);
  const dutyText = useText(sessionMessages);
  const { session, leave, lockNow } = useSession();
  const [, go] = useLocation();
  return (
    <Menu position="bottom-end" width={280}>
      <Menu.Target>
        <UnstyledButton className={classes['person'] ?? ''} aria-label={t('person.menu', { name: session.fullName, duty: dutyText(`duty.${session.duty}`) })}>
          <span className={classes['initials']} aria-hidden>{initialsOf(session.fullName)}</span>
          <span className={classes['personText']} aria-hidden>
            <span>{session.fullName}</span>
            <small>{dutyText(`duty.${session.duty}`)}</small>
          </span>
          <IconChevronDown size={16} aria-hidden className={classes['wideOnly'] ?? ''} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes['personHead']}>
          <Text fw={600} translate="no">{session.fullName}</Text>
          <Text c="dimmed" fz="sm">{session.email}</Text>
          <Text c="dimmed" fz="sm">{dutyText(`duty.${session.duty}`)} · {session.clinic.name}</Text>
        </div>
        <Menu.Divider />
        <DutyItems />
        <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={() => { go('/cuenta'); }}>{t('nav.account')}</Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection={<Kbd keys="?" />} onClick={onShortcuts}>{t('keys.title')}</Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} />} rightSection={<Kbd keys="g b" />} onClick={lockNow}>{t('person.lock')}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => { void leave(); }}>{t('person.leave')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
