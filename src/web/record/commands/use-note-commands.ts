import { civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import { fold } from '#kernel/fold.ts';
import type { FormKind } from '#modules/documents/contract.ts';
import type { Chart } from '#modules/record/contract.ts';
import { useLocation } from 'wouter';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { usePermission, useSession, useTimeZone } from '../../session/session-context.ts';
import type { Offer, TypedCommand } from '../../search/typed-commands.ts';
import type { DraftKeeper } from '../draft/draft-keeper.ts';
import { useStartDocument } from '../form/new-document.tsx';
import { useDocumentTypes } from '../form/use-document-types.ts';
import type { RailActs } from '../note/clinical-rail.tsx';
import { changeEvolution } from '../consult/use-rail-acts.ts';
import { commandMessages } from './command-messages.ts';
import { readNextVisit } from './next-visit.ts';

const referrals: readonly FormKind[] = ['referral', 'interconsultation-request', 'counter-referral'];

const withLine = (text: string, line: string): string => [text.trimEnd(), line].filter((each) => each !== '').join('\n');

/** `ref` and `doc`: documents this person may sign, by their names; starting one goes to it while the note keeps saving. */
export const useDocumentCommands = (chart: Chart): readonly TypedCommand[] => {
  const t = useText(commandMessages);
  const language = useLanguage();
  const may = usePermission();
  const { session } = useSession();
  const { types } = useDocumentTypes();
  const start = useStartDocument();
  const mine = types.filter(({ signedBy }) => signedBy.some((duty) => duty === session.duty));
  const offersOf = (kinds: readonly FormKind[] | null) => (rest: string): readonly Offer[] => {
    const words = fold(rest).split(' ');
    return mine
      .filter(({ kind, title, says }) => (kinds === null || kinds.includes(kind)) && words.every((word) => fold(`${title[language]} ${says[language]}`).includes(word)))
      .map(({ kind, title, says }) => ({ key: kind, label: title[language], hint: says[language], run: () => { start.mutate({ patientId: chart.patient.id, kind }); } }));
  };
  if (!may('write-note')) return [];
  return [
    { word: 'ref', label: t('ref'), example: t('ref.example'), offers: offersOf(referrals) },
    { word: 'doc', label: t('doc'), example: t('doc.example'), offers: offersOf(null) },
  ];
};

/** `plan` and `cita`: the last plan, a line of one's own, and when the patient comes again. */
export const usePlanCommands = (chart: Chart, keeper: DraftKeeper, acts: RailActs): readonly TypedCommand[] => {
  const t = useText(commandMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const [, go] = useLocation();
  const write = (line: string): void => { changeEvolution(keeper, (content) => ({ ...content, plan: withLine(content.plan, line) })); };
  const last = chart.lastPlan;
  const plan = (rest: string): readonly Offer[] => {
    if (rest !== '') return [{ key: 'write', label: t('plan.write', { text: rest }), run: () => { write(rest); } }];
    if (last === null) return [];
    const hasMedicines = last.medicines.length > 0;
    return [
      ...(hasMedicines ? [{ key: 'both', label: t('plan.both'), hint: last.plan, run: () => { acts.bringPlan(last); acts.bringMedicines(last); } }] : []),
      { key: 'last', label: t('plan.last'), hint: last.plan, run: () => { acts.bringPlan(last); } },
      ...(hasMedicines ? [{ key: 'medicines', label: t('plan.medicines'), run: () => { acts.bringMedicines(last); } }] : []),
    ];
  };
  const visit = (rest: string): readonly Offer[] => {
    const day = readNextVisit(rest, civilDateIn(timeZone, systemClock.now()));
    const date = day === null ? '' : formatCivilDate(day, language);
    return [
      ...(day === null ? [] : [{ key: 'write', label: t('cita.write', { date }), run: () => { write(t('cita.text', { date })); } }]),
      { key: 'agenda', label: t('cita.agenda'), run: () => { go('/agenda'); } },
    ];
  };
  return [
    { word: 'plan', label: t('plan'), example: t('plan.example'), offers: plan },
    { word: 'cita', label: t('cita'), example: t('cita.example'), offers: visit },
  ];
};
