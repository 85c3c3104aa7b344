import { useQuery } from '@tanstack/react-query';
import type {
  addTemplateBody, changeTemplateBody, KeptTemplate, retireTemplateBody, Specialty, storedTemplateReply, TemplateLibraries, templateLibrariesSchema, templateParams, TemplateWords,
} from '#modules/charting/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';

type Add = { body: typeof addTemplateBody; reply: typeof storedTemplateReply };
type Change = { params: typeof templateParams; body: typeof changeTemplateBody; reply: typeof storedTemplateReply };
type Retire = { params: typeof templateParams; body: typeof retireTemplateBody; reply: typeof storedTemplateReply };

const listTemplates = endpoint<{ reply: typeof templateLibrariesSchema }>('GET', '/api/templates');
export const templateEndpoints = {
  own: { add: endpoint<Add>('POST', '/api/templates'), change: endpoint<Change>('PUT', '/api/templates/:templateId'), retire: endpoint<Retire>('POST', '/api/templates/:templateId/retirement') },
  clinic: { add: endpoint<Add>('POST', '/api/clinic-templates'), change: endpoint<Change>('PUT', '/api/clinic-templates/:templateId'), retire: endpoint<Retire>('POST', '/api/clinic-templates/:templateId/retirement') },
} as const;

export const templatesKey = ['templates'] as const;

/** The libraries as this person sees them; asked once a while and after each change of hers. */
export const useTemplates = () => useQuery({ queryKey: templatesKey, staleTime: 10 * 60_000, queryFn: ({ signal }) => call(listTemplates, {}, { signal }) });

export type TemplateTexts = TemplateWords['texts'];
/** The texts that a template may hold, in the order of the note. */
export const templateFields = ['subjective', 'examination', 'results', 'assessment', 'plan', 'prognosis'] as const satisfies readonly (keyof TemplateTexts)[];
export type TemplateField = (typeof templateFields)[number];

export type ListedTemplate = {
  readonly key: string; readonly library: 'own' | 'clinic' | 'specialty'; readonly title: string; readonly texts: TemplateTexts;
  readonly specialty: Specialty | null; readonly kept: KeptTemplate | null;
};

/** All templates, the nearest library first: one's own, the clinic's, the specialties'. */
export const listedTemplates = ({ own, clinic, specialty }: TemplateLibraries): readonly ListedTemplate[] => {
  const kept = (library: 'own' | 'clinic', templates: readonly KeptTemplate[]) => templates.map((each): ListedTemplate => ({ key: each.id, library, title: each.title, texts: each.texts, specialty: null, kept: each }));
  return [...kept('own', own), ...kept('clinic', clinic), ...specialty.map((each): ListedTemplate => ({ key: `${each.specialty} ${each.title}`, library: 'specialty', title: each.title, texts: each.texts, specialty: each.specialty, kept: null }))];
};
