import type { FhirBundle, FhirResource } from './contract.ts';

/** Pieces of FHIR R4 as they come: whatever is not there, or not of the shape, is undefined. */

type Piece = Readonly<Record<string, unknown>>;

const isPiece = (value: unknown): value is Piece => typeof value === 'object' && value !== null && !Array.isArray(value);

export const pieceAt = (from: unknown, name: string): Piece | undefined => {
  const value = isPiece(from) ? from[name] : undefined;
  return isPiece(value) ? value : undefined;
};

export const piecesAt = (from: unknown, name: string): readonly Piece[] => {
  const value = isPiece(from) ? from[name] : undefined;
  return Array.isArray(value) ? value.filter(isPiece) : [];
};

const LONGEST_TEXT = 300;

export const textAt = (from: unknown, name: string): string | undefined => {
  const value = isPiece(from) ? from[name] : undefined;
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_TEXT) : undefined;
};

export const numberAt = (from: unknown, name: string): number | undefined => {
  const value = isPiece(from) ? from[name] : undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
};

/** What a CodeableConcept says, the person's words first. */
export const saidBy = (concept: Piece | undefined): readonly string[] => {
  const codings = piecesAt(concept, 'coding');
  return [textAt(concept, 'text'), ...codings.map((coding) => textAt(coding, 'display')), ...codings.map((coding) => textAt(coding, 'code'))].filter((text) => text !== undefined);
};

export const resourcesOf = (held: FhirBundle | FhirResource | null | undefined, types: readonly string[]): readonly FhirResource[] => {
  if (held === null || held === undefined) return [];
  const inside = held.resourceType === 'Bundle' ? piecesAt(held, 'entry').map((entry) => pieceAt(entry, 'resource')) : [held];
  return inside.filter((resource): resource is FhirResource => resource !== undefined && types.includes(textAt(resource, 'resourceType') ?? ''));
};
