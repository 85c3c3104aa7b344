import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { addAttachment } from './add-attachment.ts';
import { addAttachmentBody, addedReply, attachmentParams, attachmentsParams, attachmentsReply, markBody, markedReply, mostBytes } from './contract.ts';
import type { AttachmentDeps } from './dependencies.ts';
import { extensionOf, listAttachments, markAttachment, openAttachment } from './open-attachment.ts';
import { openUploadBudget } from './upload-budget.ts';

const MB = 1024 * 1024;

/** The attachments' ways in. */
export const attachmentRoutes = (deps: AttachmentDeps): readonly Route[] => {
  const adding = {
    ...deps, arriving: openUploadBudget({ bytes: 160 * MB, perPerson: 4, patience: 20_000 }), working: openUploadBudget({ bytes: 96 * MB, perPerson: 4, patience: 20_000 }),
  };
  return [
    route({
      method: 'GET', path: '/api/patients/:patientId/attachments', operation: 'list-attachments', summary: 'What photographs and papers a record holds.',
      may: 'read-record', params: attachmentsParams, status: 200, reply: attachmentsReply, refuses: ['not-found'],
      handle: async ({ actor, params, saw }) => {
        const { attachments, pseudonyms } = await deps.database.reading(actor, (tx) => listAttachments(deps, tx, params.patientId));
        saw({ patients: pseudonyms, entity: 'clin.attachment', detail: { attachments: attachments.length } });
        return { attachments: [...attachments] };
      },
    }),
    route({
      method: 'POST', path: '/api/patients/:patientId/attachments', operation: 'add-attachment', summary: 'Adds a photograph or a PDF: a line of JSON and the file behind it.',
      may: 'add-attachment', params: attachmentsParams, body: addAttachmentBody, uploadLimit: mostBytes, status: 201, reply: addedReply, refuses: ['not-found', 'conflict', 'norm-violated', 'too-many'],
      handle: ({ actor, params, body, upload }) => addAttachment(adding, actor, params.patientId, { said: body, upload }),
    }),
    route({
      method: 'GET', path: '/api/attachments/:attachmentId/content', operation: 'open-attachment', summary: 'A file of a record as it is kept.',
      may: 'read-record', params: attachmentParams, status: 200, reply: 'file', refuses: ['not-found', 'conflict'],
      handle: async ({ actor, params, saw }) => {
        const { mediaType, bytes, pseudonym } = await openAttachment(deps, actor, params.attachmentId);
        saw({ patients: [pseudonym], entity: 'clin.attachment', entityId: params.attachmentId });
        return { type: mediaType, bytes, fileName: `adjunto-${params.attachmentId.slice(-8)}.${extensionOf(mediaType)}`, isForeign: true };
      },
    }),
    route({
      method: 'POST', path: '/api/attachments/:attachmentId/error', operation: 'mark-attachment', summary: 'Says that a file was recorded by mistake; it stays.',
      may: 'add-attachment', params: attachmentParams, body: markBody, status: 201, reply: markedReply, refuses: ['not-found', 'conflict'],
      handle: ({ actor, params, body }) => deps.database.withActor(actor, (tx) => markAttachment(deps, tx, params.attachmentId, body.reason)),
    }),
  ];
};
