export type ReleaseVerdict = { holds: boolean; found: { place: string; why: string }[]; documents: { folder: string; title: string; holds: boolean }[] };
export function inspectRelease(zip: Uint8Array, keyText?: string | null): ReleaseVerdict;
