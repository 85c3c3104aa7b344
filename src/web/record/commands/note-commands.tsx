import { useQuery } from '@tanstack/react-query';
import { flushSync } from 'react-dom';
import type { z } from 'zod';
import type { NoteMedicine } from '#modules/documents/contract.ts';
import type { PrescriptionContent } from '#modules/prescriptions/contract.ts';
import type { Chart, habitualSchema } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { RxOrder } from '../../prescriptions/rx-order.tsx';
import { usePermission, useSession } from '../../session/session-context.ts';
import { useTypedCommands } from '../../search/typed-commands.ts';
import type { Offer, TypedCommand } from '../../search/typed-commands.ts';
import { listHabitual } from '../api.ts';
import { consultMessages } from '../consult/consult-messages.ts';
import { diagnosisFrom } from '../consult/diagnosis-from.ts';
import { searchDiagnoses } from '../consult/diagnosis-search.ts';
import { focusField } from '../consult/fields.ts';
import { changeEvolution, useRailActs } from '../consult/use-rail-acts.ts';
import type { DraftKeeper } from '../draft/draft-keeper.ts';
import { useDraftKeeper } from '../draft/use-draft.ts';
import { noteMessages } from '../note/note-messages.ts';
import { medicineText } from '../note/note-words.tsx';
import { useRegimens } from '../regimens/api.ts';
import { RegimenCommands } from '../regimens/regimen-commands.tsx';
import { commandMessages } from './command-messages.ts';
import { medicineOffers } from './medicine-offers.ts';
import type { MedicineOffer } from './medicine-offers.ts';
import { useDocumentCommands, usePlanCommands } from './use-note-commands.ts';

const MOST_MEDICINES = 40;
const MOST_DIAGNOSES = 20;
const MOST_HITS = 8;
const MOST_OFFERED = 12;

const noHabits: z.infer<typeof habitualSchema>['diagnoses'] = [];

/** What this physician diagnoses again and again; nothing is missing while it is not here. */
const useHabitual = () =>
  useQuery({ queryKey: ['habitual-diagnoses'], staleTime: 10 * 60_000, queryFn: ({ signal }) => call(listHabitual, {}, { signal }) }).data?.diagnoses ?? noHabits;

const useDiagnosisCommand = (chart: Chart, keeper: DraftKeeper): TypedCommand => {
  const t = useText(commandMessages);
  const c = useText(consultMessages);
  const language = useLanguage();
  const acts = useRailActs(keeper);
  const { sex } = chart.patient;
  const known = (): readonly Offer[] => chart.problems.map((problem) => ({ key: problem.code, label: `${problem.code} ${problem.term}`, hint: t('dx.known'), run: () => { void acts.addProblem(problem); } }));
  const habitual = useHabitual();
  const isKnown = (code: string): boolean => chart.problems.some((problem) => problem.code === code);
  const usual = (): readonly Offer[] => habitual.filter(({ code }) => !isKnown(code)).map(({ code, term, times }) => ({
    key: code, label: `${code} ${term}`, hint: t('dx.habitual', { times }),
    run: () => { found(code, new AbortController().signal).then((offers) => { offers.find(({ key }) => key === code)?.run?.(); }, toast.refused); },
  }));
  const found = async (q: string, signal: AbortSignal): Promise<readonly Offer[]> => {
    const { diagnoses, catalogue } = await call(searchDiagnoses, { query: { q: q.slice(0, 80), limit: MOST_HITS, ...(sex === 'H' || sex === 'M' ? { sex } : {}) } }, { signal });
    const timesOf = (code: string): number => habitual.find((each) => each.code === code)?.times ?? 0;
    return [...diagnoses].sort((one, other) => timesOf(other.code) - timesOf(one.code)).map((term) => {
      const diagnosis = diagnosisFrom({ term, catalogue }, language, chart.problems.find(({ code }) => code === term.code));
      const add = (): void => {
        changeEvolution(keeper, (content) => {
          const isThere = content.diagnoses.some(({ code }) => code === diagnosis.code);
          toast.done(c(isThere ? 'diagnosis.already' : 'diagnosis.added', { term: diagnosis.term }));
          return isThere || content.diagnoses.length >= MOST_DIAGNOSES ? content : { ...content, diagnoses: [...content.diagnoses, diagnosis] };
        });
      };
      return { key: term.code, label: `${term.code} ${diagnosis.term}`, run: add };
    });
  };
  return { word: 'dx', label: t('dx'), example: t('dx.example'), keys: 'F4', offers: (rest, signal) => (rest === '' ? [...known(), ...usual()] : found(rest, signal)) };
};

/** Adds a filled line and, when it lacks something, goes to what it lacks; else the caret stays where it was. */
const addMedicine = (keeper: DraftKeeper, medicine: NoteMedicine): boolean => {
  let at = -1;
  flushSync(() => {
    changeEvolution(keeper, (content) => {
      const before = content.medicines.filter(({ name }) => name.trim() !== '');
      if (before.length >= MOST_MEDICINES) return content;
      at = before.length;
      return { ...content, medicines: [...before, medicine] };
    });
  });
  const lack = (['dose', 'route', 'frequency'] as const).find((part) => medicine[part] === '');
  if (at >= 0 && lack !== undefined) focusField(`medicines.${String(at)}.${lack}`);
  return at >= 0;
};

const useMedicineCommand = (chart: Chart, keeper: DraftKeeper): TypedCommand => {
  const t = useText(commandMessages);
  const n = useText(noteMessages);
  const language = useLanguage();
  const last = chart.lastPlan?.medicines ?? [];
  const isLast = (medicine: NoteMedicine): boolean => last.some((each) => medicineText(each) === medicineText(medicine));
  const usual = useRegimens().filter((regimen) => !isLast(regimen)).map(({ name, dose, route, frequency, duration }) => ({ name, dose, route, frequency, duration }));
  const hintOf = (offer: MedicineOffer): string => {
    if (offer.is === 'asks') return '';
    if (offer.is === 'known') return isLast(offer.medicine) ? t('rx.last') : t('rx.usual');
    return offer.lacks.length === 0 ? t('rx.typed') : t('rx.lacks', { parts: offer.lacks.map((part) => n(`medicine.${part}`)).join(', ') });
  };
  const offerOf = (offer: MedicineOffer): Offer => {
    if (offer.is === 'asks') return { key: 'asks', label: t('rx.unit', { number: offer.bare }), run: null };
    const { medicine } = offer;
    const add = (): void => {
      if (addMedicine(keeper, medicine)) toast.done(t('rx.added', { name: medicine.name }));
      else toast.failed(t('rx.full'));
    };
    return { key: `${offer.is} ${medicineText(medicine)}`, label: medicineText(medicine), hint: hintOf(offer), run: add };
  };
  return { word: 'rx', label: t('rx'), example: t('rx.example'), keys: 'F6', offers: (rest) => medicineOffers(rest, [...last, ...usual], language).slice(0, MOST_OFFERED).map(offerOf) };
};

const parts = ['subjective', 'vitals', 'examination', 'results', 'diagnoses', 'assessment', 'plan', 'medicines', 'prognosis'] as const;

/** What Ctrl+K understands inside an evolution note; other screens of the note offer theirs in the same way. */
export const NoteCommands = ({ chart }: { readonly chart: Chart }) => {
  const t = useText(commandMessages);
  const n = useText(noteMessages);
  const keeper = useDraftKeeper();
  const acts = useRailActs(keeper);
  const may = usePermission();
  const { session } = useSession();
  useTypedCommands([
    useDiagnosisCommand(chart, keeper), useMedicineCommand(chart, keeper), ...usePlanCommands(chart, keeper, acts), ...useDocumentCommands(chart),
  ]);
  useShortcuts(parts.map((part) => ({ keys: [], label: t('jump.to', { part: n(`part.${part}`) }), group: t('jump.group'), inFields: true, run: () => { focusField(part); } })));
  const encounterId = chart.entries.find(({ state, authorId }) => state === 'draft' && authorId === session.personId)?.encounterId;
  const diagnoses = (): PrescriptionContent['diagnoses'] => { const { content } = keeper.view().draft; return content.kind === 'evolution' ? content.diagnoses.map(({ code, term }) => ({ code, term })) : []; };
  return (
    <>
      <RegimenCommands patientId={chart.patient.id} />
      {may('prescribe') ? <RxOrder patientId={chart.patient.id} word="receta" diagnoses={diagnoses} {...(encounterId === undefined ? {} : { encounterId })} /> : null}
    </>
  );
};
