import { route } from '#platform/http/route.ts';
import type { Route } from '#platform/http/route.ts';
import { medicineCatalogue } from './catalogue.ts';
import { readLineBody, readLineReply, searchMedicinesQuery, searchMedicinesReply } from './contract.ts';
import { readShorthand } from './read-shorthand.ts';
import { searchFormulary } from './search-formulary.ts';

const named = () => {
  const { name, version, sha256 } = medicineCatalogue();
  return { name, version, sha256 };
};

/** The catalogue's way in. What is asked is a medicine, never a patient. */
export const medicineRoutes = (): readonly Route[] => [
  route({
    method: 'GET', path: '/api/medicines/search', operation: 'search-medicines', summary: 'Medicines and their presentations, as you type.',
    may: 'read-record', query: searchMedicinesQuery, status: 200, reply: searchMedicinesReply, refuses: [], perMinute: 1200,
    handle: async ({ query }) => ({ catalogue: named(), medicines: [...searchFormulary(medicineCatalogue(), query)] }),
  }),
  route({
    method: 'POST', path: '/api/medicines/read-line', operation: 'read-medicine-line', summary: 'A line of a prescription typed in shorthand, as a structured one; asks what can be read two ways.',
    may: 'read-record', body: readLineBody, status: 200, reply: readLineReply, refuses: [], perMinute: 600,
    handle: async ({ body }) => ({ catalogue: named(), read: readShorthand(medicineCatalogue(), body.text) }),
  }),
];
