import type { DocumentBlock } from '#platform/pdf/document.ts';
import { escapeMarkup } from './escape-markup.ts';
import { cleaned } from './fhir-elements.ts';
import type { FhirElement } from './fhir-elements.ts';

/** Printed blocks as the XHTML that FHIR allows in a narrative: text only, nothing that runs, links or loads. */

const shown = (text: string): string => escapeMarkup(cleaned(text)).replace(/\r?\n/g, '<br/>');

const row = (cells: readonly string[], tag: 'th' | 'td'): string => `<tr>${cells.map((cell) => `<${tag}>${shown(cell)}</${tag}>`).join('')}</tr>`;

const markupOf = (block: DocumentBlock): string => {
  switch (block.kind) {
    case 'paragraph': return `<p>${shown(block.text)}</p>`;
    case 'key-values': return `<ul>${block.entries.map(({ label, value }) => `<li><b>${shown(label)}:</b> ${shown(value)}</li>`).join('')}</ul>`;
    case 'list': return `<ul>${block.items.map((item) => `<li>${shown(item)}</li>`).join('')}</ul>`;
    case 'entry': return `<p><b>${shown(block.name)}</b></p><ul>${block.lines.map((line) => `<li>${shown(line)}</li>`).join('')}</ul>`;
    case 'autographs': return `<ul>${block.signers.map(({ name, role }) => `<li>${shown(name)} (${shown(role)})</li>`).join('')}</ul>`;
    case 'table': return `<table><thead>${row(block.columns.map(({ heading }) => heading), 'th')}</thead><tbody>${block.rows.map((cells) => row(cells, 'td')).join('')}</tbody></table>`;
  }
};

/** Of blocks that say something. `additional`: it holds words that stand in no coded element. */
export const narrativeOf = (blocks: readonly DocumentBlock[]): FhirElement =>
  ({ status: 'additional', div: `<div xmlns="http://www.w3.org/1999/xhtml" xml:lang="es-MX" lang="es-MX">${blocks.map(markupOf).join('')}</div>` });
