import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { noticeSchema, publishNoticeBody } from './contract.ts';
import type { PrivacyDeps } from './dependencies.ts';
import { publishNotice } from './publish-notice.ts';
import { standingNotice } from './standing-notice.ts';

export const privacyRoutes = (deps: PrivacyDeps): readonly Route[] => [
  route({
    method: 'GET', path: '/api/privacy/notice', operation: 'read-privacy-notice', summary: 'The privacy notice in force at the clinic.',
    may: 'signed-in', status: 200, reply: noticeSchema, refuses: [],
    handle: ({ actor }) => deps.database.withActor(actor, (tx) => standingNotice(tx, deps)),
  }),
  route({
    method: 'POST', path: '/api/privacy/notice', operation: 'publish-privacy-notice', summary: 'Publishes the next version of the privacy notice.',
    may: 'manage-clinic', status: 201, body: publishNoticeBody, reply: noticeSchema, refuses: ['conflict', 'norm-violated'], bodyLimit: 200_000,
    handle: ({ actor, body }) => publishNotice(deps, actor, body),
  }),
];
