import { Menu, Text, UnstyledButton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useLocation } from 'wouter';
import type { DutyHeld } from '#modules/identity/contract.ts';
import { call } from '../api/call.ts';
import { IconChevronDown, IconKeyboard, IconLock, IconLogout, IconUserCircle } from '../design/icons.ts';
import { Kbd } from '../design/kbd.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { switchDuty } from '../session/api.ts';
import { savePendingWork } from '../session/before-lock.ts';
import { sessionMessages } from '../session/messages.ts';
import { usePermission, useSession } from '../session/session-context.ts';
import { shellMessages } from './messages.ts';
import { sections } from './navigation.ts';
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

const keyOf = ({ clinicId, duty }: Pick<DutyHeld, 'clinicId' | 'duty'>): string => `${clinicId} ${duty}`;

const DutyItems = () => {
  const t = useText(shellMessages);
  const dutyText = useText(sessionMessages);
  const { session } = useSession();
  if (session.duties.length < 2) return null;
  const choose = (key: string): void => {
    const held = session.duties.find((each) => keyOf(each) === key);
    if (held !== undefined && (held.duty !== session.duty || held.clinicId !== session.clinic.id)) void actAs(held);
  };
  const hasClinics = new Set(session.duties.map(({ clinicId }) => clinicId)).size > 1;
  return (
    <>
      <Menu.Label>{t('person.act-as')}</Menu.Label>
      <Menu.RadioGroup value={keyOf({ clinicId: session.clinic.id, duty: session.duty })} onChange={choose}>
        {session.duties.map((held) => (
          <Menu.RadioItem key={keyOf(held)} value={keyOf(held)}>
            {dutyText(`duty.${held.duty}`)}{hasClinics ? <Text component="span" c="dimmed" fz="sm"> · {held.clinicName}</Text> : null}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  );
};

/** On a phone, the sections that the bar at the foot has no room for. */
const MinorSections = () => {
  const t = useText(shellMessages);
  const may = usePermission();
  const [, go] = useLocation();
  const isPhone = useMediaQuery('(max-width: 48em)') === true;
  const minor = sections.filter((section) => section.isMinor === true && (section.may === undefined || may(section.may)));
  if (!isPhone || minor.length === 0) return null;
  return (
    <>
      {minor.map(({ path, label, icon: Icon }) => <Menu.Item key={path} leftSection={<Icon size={16} aria-hidden />} onClick={() => { go(path); }}>{t(label)}</Menu.Item>)}
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
    <Menu position="bottom-end" width={280} withinPortal={false}>
      <Menu.Target>
        <UnstyledButton className={classes['person'] ?? ''}>
          <span className={classes['initials']} data-initials={initialsOf(session.fullName)} aria-hidden />
          <span className={classes['personText']}>
            <span translate="no">{session.fullName} </span>
            <small>{dutyText(`duty.${session.duty}`)}</small>
          </span>
          <span className="amate-hidden">{t('person.menu')}</span>
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
        <MinorSections />
        <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={() => { go('/cuenta'); }}>{t('nav.account')}</Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} />} rightSection={<Kbd keys="?" />} onClick={onShortcuts}>{t('keys.title')}</Menu.Item>
        <Menu.Item leftSection={<IconLock size={16} />} rightSection={<Kbd keys="g b" />} onClick={lockNow}>{t('person.lock')}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => { void leave(); }}>{t('person.leave')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
