import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { DocumentType, documentTypesReply, FormKind } from '#modules/documents/contract.ts';
import type { NoteKind } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { noteMessages } from '../note/note-messages.ts';

const listDocumentTypes = endpoint<{ reply: typeof documentTypesReply }>('GET', '/api/document-types');

const none: readonly DocumentType[] = [];

/** The types of document as the server describes them; asked for once. Empty until they are here. */
export const useDocumentTypes = () => {
  const asked = useQuery({ queryKey: ['document-types'], staleTime: Infinity, queryFn: ({ signal }) => call(listDocumentTypes, {}, { signal }) });
  return { types: asked.data?.types ?? none, error: asked.error, retry: () => { void asked.refetch(); } };
};

export const isFormKind = (kind: NoteKind): kind is FormKind => kind !== 'evolution' && kind !== 'addendum';

/** What a kind of document is called on the screen. */
export const useKindName = (): ((kind: NoteKind) => string) => {
  const n = useText(noteMessages);
  const language = useLanguage();
  const { types } = useDocumentTypes();
  return (kind) => (isFormKind(kind) ? types.find((type) => type.kind === kind)?.title[language] ?? '' : n(`kind.${kind}`));
};

/** The type of the document in work; null for evolution notes and addenda. */
export const DocumentTypeContext = createContext<DocumentType | null>(null);
export const useDocumentType = (): DocumentType | null => useContext(DocumentTypeContext);
