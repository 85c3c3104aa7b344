import { useState } from 'react';
import type { PractitionerId } from '#kernel/ids.ts';
import { ChoiceField } from '../design/fields.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.ts';
import { agendaMessages } from './messages.ts';
import { usePractitioners } from './use-day.ts';

const ALL = 'all';

/** Whose day it is: to begin with her own for a physician, everybody's for reception and nursing. */
export const useWhose = () => {
  const { session } = useSession();
  const own = session.duty === 'physician' ? session.personId : null;
  const [who, setWho] = useState<PractitionerId | null>(own);
  return { who, setWho, own };
};

type PractitionerProps = { readonly value: PractitionerId | null; readonly own: PractitionerId | null; readonly onChange: (id: PractitionerId | null) => void };

/** Mine, everybody's, or a colleague's. Where there is only one practitioner there is nothing to choose. */
export const PractitionerChoice = ({ value, own, onChange }: PractitionerProps) => {
  const t = useText(agendaMessages);
  const practitioners = usePractitioners();
  const others = (practitioners.data ?? []).filter(({ id }) => id !== own);
  if (others.length + (own === null ? 0 : 1) < 2) return null;
  const mine = own === null ? [] : [{ value: own, label: t('who.mine') }];
  const choices = [...mine, { value: ALL, label: t('who.all') }, ...others.map(({ id, fullName }) => ({ value: id, label: fullName }))];
  const choose = (chosen: string | null): void => { onChange([own, ...others.map(({ id }) => id)].find((id) => id === chosen) ?? null); };
  return <ChoiceField<string> aria-label={t('who.label')} allowDeselect={false} value={value ?? ALL} onChange={choose} w={230} choices={choices} />;
};
