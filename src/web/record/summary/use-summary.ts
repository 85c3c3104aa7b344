import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PatientId } from '#kernel/ids.ts';
import type { addItemBody, changeItemBody, itemParams, ItemContent, storedReply, SummaryItem, summaryParams, summaryReply } from '#modules/summary/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { ApiRefusal } from '../../api/refusal.ts';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { lookBackKey } from '../changes/use-changes.ts';
import { summaryMessages } from './summary-messages.ts';

const openSummary = endpoint<{ params: typeof summaryParams; reply: typeof summaryReply }>('GET', '/api/patients/:patientId/summary');
const addItem = endpoint<{ params: typeof summaryParams; body: typeof addItemBody; reply: typeof storedReply }>('POST', '/api/patients/:patientId/summary');
const changeItem = endpoint<{ params: typeof itemParams; body: typeof changeItemBody; reply: typeof storedReply }>('PUT', '/api/patients/:patientId/summary/:itemId');

const summaryKey = (patientId: PatientId) => ['summary', patientId] as const;

/** Where a problem stands in the rail, to be pointed at. */
export const problemLineId = (code: string): string => `problema-${code}`;

/** What is known of a patient; shared by the strip and the rail. */
export const useSummary = (patientId: PatientId) =>
  useQuery({ queryKey: summaryKey(patientId), queryFn: ({ signal }) => call(openSummary, { params: { patientId } }, { signal }) });

/** Records an item, or the next version of one, and shows what holds then. */
export const useRecordItem = (patientId: PatientId, done: () => void) => {
  const t = useText(summaryMessages);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ item, content }: { readonly item: SummaryItem | null; readonly content: ItemContent }) =>
      (item === null ? call(addItem, { params: { patientId }, body: { content } }) : call(changeItem, { params: { patientId, itemId: item.itemId }, body: { version: item.version, content } })),
    onSuccess: () => { toast.done(t('saved')); done(); },
    onSettled: () => Promise.all([summaryKey(patientId), lookBackKey(patientId)].map((queryKey) => queries.invalidateQueries({ queryKey }))),
    onError: (error, { content }) => {
      toast.refused(error);
      if (error instanceof ApiRefusal && error.code === 'problem-is-known' && content.kind === 'problem') document.getElementById(problemLineId(content.code))?.scrollIntoView({ block: 'nearest' });
    },
  });
};
