import { conflict } from '#kernel/errors.ts';
import { requireConformity } from '#kernel/norms.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Notice, PublishNotice } from './contract.ts';
import type { PrivacyDeps } from './dependencies.ts';
import { digestOfNotice } from './notice-digest.ts';
import { insertNotice, newestNotice } from './queries.ts';
import { noticeRules } from './rules.ts';
import { standingNotice } from './standing-notice.ts';

/** Publishes the clinic's own text as the next version; older versions stay as they were. Refuses `notice-incomplete`, `notice-published-meanwhile`. */
export const publishNotice = async (deps: PrivacyDeps, actor: StaffActor, text: PublishNotice): Promise<Notice> => {
  requireConformity('notice-incomplete', noticeRules, text);
  return deps.database.withActor(actor, async (tx) => {
    const version = ((await newestNotice(tx))?.version ?? 0) + 1;
    if (!(await insertNotice(tx, version, text, digestOfNotice(version, text)))) throw conflict('notice-published-meanwhile');
    return standingNotice(tx, deps);
  });
};
