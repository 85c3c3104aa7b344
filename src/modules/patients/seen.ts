import type { Pseudonym } from '#kernel/ids.ts';

/** A reply with the pseudonyms of the patients it shows: the route tells the audit before the reply leaves. */
export type Seen<Reply> = { readonly reply: Reply; readonly seen: readonly Pseudonym[] };
