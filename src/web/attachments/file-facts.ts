import { fold } from '#kernel/fold.ts';
import type { Attachment } from '#modules/attachments/contract.ts';

export const attachmentKinds = ['photograph', 'outside-report', 'identification', 'consent-scan', 'other'] as const satisfies readonly Attachment['kind'][];

/** What the file dialog offers; the server decides by content. */
export const accepted = 'image/jpeg,image/png,image/webp,application/pdf';
const MB = 1024 * 1024;

export const isTooLarge = ({ type, size }: Pick<File, 'type' | 'size'>): boolean => size > (type === 'application/pdf' ? 24 : 16) * MB;

export const isImage = ({ mediaType }: Pick<Attachment, 'mediaType'>): boolean => mediaType !== 'application/pdf';

/** When it shows what it shows: the day it was taken, else when it was recorded. */
export const whenOf = ({ takenOn, recordedAt }: Pick<Attachment, 'takenOn' | 'recordedAt'>): string => takenOn ?? recordedAt;

/** The newest of what they show first. */
export const byDay = (all: readonly Attachment[]): readonly Attachment[] => all.toSorted((one, other) => whenOf(other).localeCompare(whenOf(one)) || other.recordedAt.localeCompare(one.recordedAt));

/** Other images to lay beside one: of the same part of the body first, then the newest; without those recorded by mistake. */
export const comparable = (one: Attachment, all: readonly Attachment[]): readonly { readonly other: Attachment; readonly isSameSite: boolean }[] => {
  const site = fold(one.site);
  return all
    .filter((other) => other.id !== one.id && isImage(other) && other.error === null)
    .map((other) => ({ other, isSameSite: site !== '' && fold(other.site) === site }))
    .toSorted((a, b) => Number(b.isSameSite) - Number(a.isSameSite) || whenOf(b.other).localeCompare(whenOf(a.other)));
};

/** The parts of the body named so far, each once as it was written last. */
export const sitesOf = (all: readonly Attachment[]): readonly string[] => [...new Map(all.filter(({ site }) => site !== '').toReversed().map(({ site }) => [fold(site), site])).values()].toSorted();

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' } as const satisfies Record<Attachment['mediaType'], string>;
/** Nothing of the patient stands in the name of what is saved. */
export const savedName = ({ id, mediaType }: Pick<Attachment, 'id' | 'mediaType'>): string => `adjunto-${id.slice(-8)}.${extensions[mediaType]}`;
