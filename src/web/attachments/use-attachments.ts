import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FileId, PatientId } from '#kernel/ids.ts';
import type { AddAttachmentBody, Attachment } from '#modules/attachments/contract.ts';
import { call } from '../api/call.ts';
import { toast } from '../design/toast.tsx';
import { addAttachment, listAttachments, markAttachment, openAttachment } from './api.ts';

const listKey = (patientId: PatientId) => ['attachments', patientId] as const;

export const useAttachments = (patientId: PatientId) =>
  useQuery({ queryKey: listKey(patientId), queryFn: ({ signal }) => call(listAttachments, { params: { patientId } }, { signal }) });

const useRefresh = (patientId: PatientId) => {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: listKey(patientId) });
};

export const useAddAttachment = (patientId: PatientId, onDone: (mediaType: Attachment['mediaType']) => void) => {
  const refresh = useRefresh(patientId);
  return useMutation({
    mutationFn: ({ file, ...said }: Omit<AddAttachmentBody, 'bytes'> & { readonly file: File }) => call(addAttachment, { params: { patientId }, body: { ...said, bytes: file.size } }, { file }),
    onSuccess: async ({ mediaType }) => { onDone(mediaType); await refresh(); },
    onError: (error) => { toast.refused(error); },
  });
};

/** The bytes are forgotten as soon as nothing shows them. */
export const useContent = (attachmentId: FileId, isOn: boolean) =>
  useQuery({ queryKey: ['attachment-content', attachmentId], queryFn: ({ signal }) => call(openAttachment, { params: { attachmentId } }, { signal }), enabled: isOn, staleTime: Infinity, gcTime: 0 });

export const useMark = (patientId: PatientId, onDone: () => void) => {
  const refresh = useRefresh(patientId);
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: FileId; readonly reason: string }) => call(markAttachment, { params: { attachmentId: id }, body: { reason } }),
    onSuccess: async () => { onDone(); await refresh(); },
    onError: (error) => { toast.refused(error); },
  });
};
