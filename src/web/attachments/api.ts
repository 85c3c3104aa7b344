import type { addAttachmentBody, addedReply, attachmentParams, attachmentsParams, attachmentsReply, markBody, markedReply } from '#modules/attachments/contract.ts';
import { endpoint } from '../api/endpoint.ts';

export const listAttachments = endpoint<{ params: typeof attachmentsParams; reply: typeof attachmentsReply }>('GET', '/api/patients/:patientId/attachments');
export const addAttachment = endpoint<{ params: typeof attachmentsParams; body: typeof addAttachmentBody; reply: typeof addedReply }>('POST', '/api/patients/:patientId/attachments');
export const openAttachment = endpoint<{ params: typeof attachmentParams; reply: 'file' }>('GET', '/api/attachments/:attachmentId/content', 'file');
export const markAttachment = endpoint<{ params: typeof attachmentParams; body: typeof markBody; reply: typeof markedReply }>('POST', '/api/attachments/:attachmentId/error');
