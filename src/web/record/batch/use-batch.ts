import { useEffect, useRef, useState } from 'react';
import type { UnsignedDraft } from '#modules/record/contract.ts';
import type { OpenEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { call } from '../../api/call.ts';
import { openNote, signNote } from '../api.ts';
import type { Certificate, PreparedDocument, Problem, Signatures } from '../signing/ceremony.ts';
import { isUnanswered, prepareShown, problemOf } from '../signing/prepare.ts';
import { createKeyHolder, openKey, signaturesOf } from '../signing/use-ceremony.ts';

/** One note of the batch. What fails stays told; the others go on. */
export type Item = { readonly draft: UnsignedDraft } & (
  | { readonly is: 'waiting' }
  | { readonly is: 'ready'; readonly note: PreparedDocument }
  | { readonly is: 'signed' }
  | { readonly is: 'failed'; readonly problem: Problem });

export type Batch =
  | { readonly at: 'files'; readonly problem: Problem | null }
  | { readonly at: 'opening' }
  | { readonly at: 'preparing' | 'review' | 'signing' | 'done'; readonly items: readonly Item[]; readonly now: number };

/** Judged anew as it is stored now: what the list showed may be old. */
const prepared = async (draft: UnsignedDraft, { der }: Certificate): Promise<Item> => {
  try {
    const { content, version } = await call(openNote, { params: { noteId: draft.noteId } });
    const { noteId, patientId, patientName } = draft;
    const answer = await prepareShown({ noteId, patientId, patientName, content }, version, der, () => undefined);
    return answer.ok ? { draft, is: 'ready', note: answer.note } : { draft, is: 'failed', problem: answer.problem };
  } catch (error) {
    return { draft, is: 'failed', problem: problemOf(error) };
  }
};

const TRIES = 2;

/** The same signatures sent again count once, so an answer that was lost may be asked for again. */
const sent = async (draft: UnsignedDraft, preparationId: PreparedDocument['prepared']['preparationId'], signatures: Signatures): Promise<Item> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await call(signNote, { params: { noteId: draft.noteId }, body: { preparationId, ...signatures } });
      return { draft, is: 'signed' };
    } catch (error) {
      if (!isUnanswered(error)) return { draft, is: 'failed', problem: problemOf(error) };
      if (attempt === TRIES) return { draft, is: 'failed', problem: { code: 'unanswered' } };
    }
  }
};

const signed = async (item: Item, efirma: OpenEfirma): Promise<Item> => {
  if (item.is !== 'ready') return item;
  try {
    return await sent(item.draft, item.note.prepared.preparationId, await signaturesOf(efirma, item.note.prepared));
  } catch {
    return { draft: item.draft, is: 'failed', problem: { code: 'unexpected' } };
  }
};

/** Prepares, shows and signs several notes with one opening of the e.firma. The key lives here until the last one, and nowhere else. */
export const useBatch = (drafts: readonly UnsignedDraft[]) => {
  const [batch, setBatch] = useState<Batch>({ at: 'files', problem: null });
  const [keys] = useState(createKeyHolder);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    const leave = keys.live();
    return () => { isHere.current = false; leave(); };
  }, [keys]);

  const each = async (at: 'preparing' | 'signing', first: readonly Item[], work: (item: Item) => Promise<Item>): Promise<readonly Item[]> => {
    let items = first;
    for (const [now, item] of first.entries()) {
      // closed meanwhile: nothing more is begun
      if (!isHere.current) return items;
      setBatch({ at, items, now });
      const after = await work(item);
      items = items.map((other) => (other.draft.noteId === item.draft.noteId ? after : other));
    }
    return items;
  };

  const begin = async (certificate: Certificate, keyFile: File, passphrase: string): Promise<void> => {
    setBatch({ at: 'opening' });
    const opened = await openKey(certificate.der, keyFile, passphrase);
    if ('code' in opened) { setBatch({ at: 'files', problem: opened }); return; }
    keys.hold(opened);
    const items = await each('preparing', drafts.map((draft) => ({ draft, is: 'waiting' })), ({ draft }) => prepared(draft, certificate));
    const isAny = items.some(({ is }) => is === 'ready');
    if (!isAny) keys.forget();
    setBatch({ at: isAny ? 'review' : 'done', items, now: 0 });
  };

  const sign = async (): Promise<void> => {
    const efirma = keys.held();
    if (batch.at !== 'review' || efirma === null) return;
    const items = await each('signing', batch.items, (item) => signed(item, efirma));
    keys.forget();
    setBatch({ at: 'done', items, now: 0 });
  };

  return { batch, begin, sign };
};
