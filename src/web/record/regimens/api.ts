import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PatientId } from '#kernel/ids.ts';
import type { HabitualRegimens, habitualRegimensSchema, keepRegimenBody, keptRegimenReply, regimenParams } from '#modules/charting/contract.ts';
import type { NoteMedicine } from '#modules/documents/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { usePermission } from '../../session/session-context.ts';
import { regimenMessages } from './regimen-messages.ts';

export type HabitualRegimen = HabitualRegimens['regimens'][number];

const listRegimens = endpoint<{ reply: typeof habitualRegimensSchema }>('GET', '/api/habitual-regimens');
const keepRegimen = endpoint<{ body: typeof keepRegimenBody; reply: typeof keptRegimenReply }>('POST', '/api/regimens');
const retireRegimen = endpoint<{ params: typeof regimenParams; reply: typeof keptRegimenReply }>('POST', '/api/regimens/:regimenId/retirement');

const regimensKey = ['habitual-regimens'] as const;
const none: readonly HabitualRegimen[] = [];

/** This physician's usual medicine lines; nothing is missing while they are not here. */
export const useRegimens = (): readonly HabitualRegimen[] => {
  const may = usePermission();
  return useQuery({ queryKey: regimensKey, staleTime: 10 * 60_000, enabled: may('sign-note'), queryFn: ({ signal }) => call(listRegimens, {}, { signal }) }).data?.regimens ?? none;
};

/** Keeps a line as usual, without saying whose it was; or lets a kept one go. */
export const useKeepRegimen = () => {
  const t = useText(regimenMessages);
  const queries = useQueryClient();
  const renew = (): Promise<void> => queries.invalidateQueries({ queryKey: regimensKey });
  const keep = useMutation({
    mutationFn: (body: NoteMedicine & { readonly takenFrom: PatientId }) => call(keepRegimen, { body }),
    onSuccess: async (_, { name }) => { await renew(); toast.done(t('keep.done', { name })); }, onError: toast.refused,
  });
  const letGo = useMutation({
    mutationFn: async ({ keptAs }: HabitualRegimen) => (keptAs === null ? undefined : call(retireRegimen, { params: { regimenId: keptAs } })),
    onSuccess: async (_, { name }) => { await renew(); toast.done(t('let-go.done', { name })); }, onError: toast.refused,
  });
  return { keep: keep.mutate, letGo: letGo.mutate };
};
