import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Notice } from './contract.ts';
import type { PrivacyDeps } from './dependencies.ts';
import { startingNotice } from './model.ts';
import type { NoticeText } from './model.ts';
import { digestOfNotice } from './notice-digest.ts';
import { insertNotice, newestNotice } from './queries.ts';
import type { NoticeRow } from './queries.ts';

const textOf = (row: NoticeRow): NoticeText =>
  ({ authority: row.authority, simplified: row.simplified, integral: row.integral, secondaryPurposes: row.secondary_purposes });

const viewOf = (version: number, text: NoticeText, sha256: string, publishedAt: Date | null): Notice => ({
  version, sha256, authority: text.authority, simplified: [...text.simplified], integral: [...text.integral],
  secondaryPurposes: [...text.secondaryPurposes], publishedAt: publishedAt?.toISOString() ?? null,
});

/**
 * The notice in force at the clinic. One that never published any has the starting text, rendered with
 * its own particulars; reading it writes nothing.
 */
export const standingNotice = async (tx: Tx<ClinicActor>, deps: Pick<PrivacyDeps, 'responsible'>): Promise<Notice> => {
  const row = await newestNotice(tx);
  if (row !== undefined) return viewOf(row.version, textOf(row), row.text_sha256.toString('hex'), row.published_at);
  const text = startingNotice(await deps.responsible(tx));
  return viewOf(1, text, digestOfNotice(1, text), null);
};

/** The notice in force, published by now: its first use fixes the starting text as version 1. */
export const publishedNotice = async (tx: Tx<ClinicActor>, deps: Pick<PrivacyDeps, 'responsible'>): Promise<Notice> => {
  const notice = await standingNotice(tx, deps);
  if (notice.publishedAt !== null) return notice;
  await insertNotice(tx, notice.version, notice, notice.sha256);
  return standingNotice(tx, deps);
};
