import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import { dueDateAfter, gestationalAgeAt } from '#kernel/pregnancy.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useToday } from './clinical-state.ts';
import type { Draft } from './item-fields.ts';
import { stateMessages } from './state-messages.ts';

/** What the dates being typed make of today: completed weeks, and the due date that they give. */
export const PregnancyPreview = ({ draft: { status, since, until } }: { readonly draft: Draft }) => {
  const t = useText(stateMessages);
  const language = useLanguage();
  const { today } = useToday();
  const [lastPeriod, due] = [since ?? '', until ?? ''];
  const expected = isCivilDate(due) ? due : isCivilDate(lastPeriod) ? dueDateAfter(lastPeriod) : null;
  if (status !== 'pregnant' || expected === null) return null;
  const age = gestationalAgeAt(expected, today);
  return age === null ? null : <p role="status" style={{ margin: 0 }}>{t('due-preview', { age: t('pregnancy.age', age).trim(), due: formatCivilDate(expected, language) })}</p>;
};
