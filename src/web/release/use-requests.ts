import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { PatientId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import type { AskBody, InformationBody, RecordRequest, decideBody } from '#modules/release/contract.ts';
import { call } from '../api/call.ts';
import { save } from '../audit/save-file.ts';
import { toast } from '../design/toast.tsx';
import { decideRequest, deliverRecord, fileRequest, listInformation, listRequests, noteInformation } from './api.ts';

const REQUESTS = ['record-requests'] as const;
const informationKey = (patientId: PatientId) => ['information-given', patientId] as const;

/** The requests name patients: kept no longer than they are shown. */
export const useRequests = () => useQuery({ queryKey: REQUESTS, gcTime: 0, queryFn: ({ signal }) => call(listRequests, {}, { signal }) });

/** After it, whatever came of it: what the list shows is asked for again. */
const useAct = <Asked, Reply>(run: (asked: Asked) => Promise<Reply>, done: (reply: Reply, asked: Asked) => void) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run, onSuccess: done, onError: (error) => { toast.refused(error); },
    onSettled: async () => { await queries.invalidateQueries({ queryKey: REQUESTS }); },
  });
};

export const useFileRequest = (onDone: () => void) => useAct((body: AskBody) => call(fileRequest, { body }), onDone);

export const useDecide = (onDone: () => void) =>
  useAct(({ id, ...body }: z.output<typeof decideBody> & Pick<RecordRequest, 'id'>) => call(decideRequest, { params: { requestId: id }, body }), onDone);

type DeliveryAsked = Pick<RecordRequest, 'id'> & { readonly noteId: RecordRequest['summaries'][number]['noteId'] | null; readonly language: Language };

export const useDeliver = (onDone: () => void) => useAct(
  ({ id, noteId, language }: DeliveryAsked) => call(deliverRecord, { params: { requestId: id }, body: { noteId, language } }),
  (file, { id }) => { save(file, `expediente-${id.slice(-8)}.zip`); onDone(); },
);

export const useInformation = (patientId: PatientId) =>
  useQuery({ queryKey: informationKey(patientId), queryFn: ({ signal }) => call(listInformation, { params: { patientId } }, { signal }) });

export const useNoteInformation = (patientId: PatientId, onDone: () => void) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InformationBody) => call(noteInformation, { params: { patientId }, body }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: informationKey(patientId) }); onDone(); },
    onError: (error) => { toast.refused(error); },
  });
};
