// The neutral block model every printed document is made of: notes, prescriptions, consents, reports.

export type ParagraphBlock = { readonly kind: 'paragraph'; readonly text: string };
export type KeyValuesBlock = {
  readonly kind: 'key-values';
  readonly entries: readonly { readonly label: string; readonly value: string }[];
};
export type TableBlock = {
  readonly kind: 'table';
  /** `weight` shares the page's width; 1 when left out. */
  readonly columns: readonly { readonly heading: string; readonly weight?: number }[];
  readonly rows: readonly (readonly string[])[];
};
export type ListBlock = { readonly kind: 'list'; readonly items: readonly string[] };

/** A line to sign by hand on for each person, two beside each other, with name and role below it. */
export type AutographsBlock = { readonly kind: 'autographs'; readonly signers: readonly { readonly name: string; readonly role: string }[] };

/** A thing that stands out, a medicine say: its name, and lines that belong to it. */
export type EntryBlock = { readonly kind: 'entry'; readonly name: string; readonly lines: readonly string[] };

export type DocumentBlock = ParagraphBlock | KeyValuesBlock | TableBlock | ListBlock | AutographsBlock | EntryBlock;

export type DocumentSection = { readonly heading: string; readonly blocks: readonly DocumentBlock[] };

export type DocumentModel = {
  /** BCP 47 tag of the text. */
  readonly language: 'es-MX';
  readonly title: string;
  /** Letter upright when left out. */
  readonly paper?: 'letter' | 'half-letter';
  /** Establishment, address, folio…: printed whole on the first page, the first of them on the others. */
  readonly headerLines: readonly string[];
  /** Follows title and first header line at the top of every page but the first: whom the document is about. */
  readonly runningHead?: string;
  readonly sections: readonly DocumentSection[];
  readonly footer: string;
  /** Instant of the document; part of its bytes. */
  readonly createdAt: Date;
  /** Printed as text, under `label` where it is not a verification code, and as a QR code of `url`. */
  readonly verification?: { readonly code: string; readonly url: string; readonly label?: string };
  readonly watermark?: 'DEMO' | 'BORRADOR';
  /** Who signs; printed at the end. `autograph` leaves a line to sign by hand on, and every page before it says that it comes. */
  readonly signatureBox?: {
    readonly heading: string;
    readonly lines: readonly string[];
    readonly autograph?: boolean;
  };
};
