export type RecordFault = { where: string; code: string };
export type RecordVerdict = {
  sound: boolean; faults: RecordFault[]; key: string | null; isKeyTrusted: boolean;
  documents: { folder: string; title: string; signedAt: string | null; author: string | null; isSound: boolean }[];
  entries: number; recordNumber: string | null; clinic: string | null; deliveredAt: string | null;
};
export function verifyArchive(zip: Uint8Array, keyText?: string | null): Promise<RecordVerdict>;
