import { formatCivilDate, civilDateIn } from '#kernel/civil-date.ts';
import type { Chart, EvolutionContent } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import { bringInto } from '../carry/carry.ts';
import type { DraftKeeper } from '../draft/draft-keeper.ts';
import type { RailActs } from '../note/clinical-rail.tsx';
import { noteMessages } from '../note/note-messages.ts';
import { measures, writeVital } from '../vitals/measures.ts';
import { consultMessages } from './consult-messages.ts';
import { catalogueText, searchDiagnoses } from './diagnosis-search.ts';
import { insertAtCaret } from './fields.ts';

const MOST_DIAGNOSES = 20;

/** N024-6.4.2: a code stands with the catalogue it comes from, in its present version; null when that no longer holds it. */
const catalogueOf = async (code: string): Promise<string | null> => {
  const found = await call(searchDiagnoses, { query: { q: code, limit: 5 } });
  return found.diagnoses.some((each) => each.code === code) ? catalogueText(found.catalogue) : null;
};

/** Changes an evolution note; other documents stay as they are. */
export const changeEvolution = (keeper: DraftKeeper, update: (content: EvolutionContent) => EvolutionContent): void => {
  keeper.change((content) => (content.kind === 'evolution' ? update(content) : content));
};

/** What the rail brings into an evolution note. Everything is added to what is there; nothing is replaced. */
export const useRailActs = (keeper: DraftKeeper): RailActs => {
  const t = useText(consultMessages);
  const n = useText(noteMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  const textOfVital = ({ code, value, at }: Chart['vitals'][number]): string =>
    `${n(`vital.${code}`)} ${writeVital(code, value)} ${measures[code].unit} (${formatCivilDate(civilDateIn(timeZone, new Date(at)), language)})`;
  return {
    addProblem: async ({ code, term, confirmed }) => {
      let catalogue: string | null;
      try {
        catalogue = await catalogueOf(code);
      } catch (error) {
        toast.refused(error);
        return;
      }
      if (catalogue === null) { toast.failed(t('diagnosis.gone', { term })); return; }
      const diagnosis = { code, term, catalogue, certainty: confirmed ? 'confirmed' as const : 'presumptive' as const, firstTime: false };
      changeEvolution(keeper, (content) => {
        const isThere = content.diagnoses.some((each) => each.code === code);
        toast.done(t(isThere ? 'diagnosis.already' : 'diagnosis.added', { term }));
        if (isThere || content.diagnoses.length >= MOST_DIAGNOSES) return content;
        return { ...content, diagnoses: [...content.diagnoses, diagnosis] };
      });
    },
    insertVitals: (vitals) => { insertAtCaret(`${vitals.map(textOfVital).join('; ')}.`, 'subjective'); },
    bringPlan: ({ at, plan }) => {
      changeEvolution(keeper, (content) => bringInto(content, { at, diagnoses: [], lines: plan.split('\n').map((text) => ({ field: 'plan', text })), medicines: [] }));
      toast.done(t('brought-plan'));
    },
    bringMedicines: ({ at, medicines }) => {
      let count = 0;
      changeEvolution(keeper, (content) => {
        const brought = bringInto(content, { at, diagnoses: [], lines: [], medicines });
        count = (brought.carried?.medicines.length ?? 0) - (content.carried?.medicines.length ?? 0);
        return count === 0 ? content : brought;
      });
      toast.done(t('brought-medicines', { count }));
    },
  };
};
