// Draws /api/openapi.json. Plain DOM, no markup from text, nothing from elsewhere.
const element = (name, text = '', className = '') => {
  const made = document.createElement(name);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
};

const bounds = (schema) => Object.entries({ min: schema.minLength ?? schema.minimum, max: schema.maxLength ?? schema.maximum })
  .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`])).join(', ');

/** A schema as a short shape: names with ?, types, closed lists, bounds. */
const shape = (schema, depth = 0) => {
  if (schema === undefined || schema === true) return 'anything';
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined) return variants.map((each) => shape(each, depth)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  if (schema.type === 'array') return `[${shape(schema.items, depth)}]`;
  if (schema.properties !== undefined) {
    const pad = '  '.repeat(depth + 1);
    const lines = Object.entries(schema.properties).map(([name, each]) => `${pad}${name}${schema.required?.includes(name) ? '' : '?'}: ${shape(each, depth + 1)}`);
    return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${'  '.repeat(depth)}}`;
  }
  const limits = bounds(schema);
  return `${schema.format ?? schema.type ?? 'anything'}${limits === '' ? '' : ` (${limits})`}`;
};

const part = (title, text) => [element('h3', title), element('pre', text)];

const parametersOf = (operation, where) => {
  const found = (operation.parameters ?? []).filter((each) => each.in === where);
  return found.map((each) => `${each.name}${each.required ? '' : '?'}: ${shape(each.schema)}`).join('\n');
};

const draw = (path, method, operation) => {
  const details = element('details');
  const summary = element('summary');
  summary.append(element('span', method.toUpperCase(), 'method'), element('code', path), element('span', operation.summary ?? '', 'says'));
  const body = element('div', '', 'body');
  const json = (content) => content?.['application/json']?.schema;
  for (const [where, title] of [['path', 'Address'], ['query', 'Query']]) {
    const text = parametersOf(operation, where);
    if (text !== '') body.append(...part(title, text));
  }
  const sent = json(operation.requestBody?.content);
  if (sent !== undefined) body.append(...part('Body', shape(sent)));
  for (const [status, reply] of Object.entries(operation.responses ?? {})) {
    const schema = json(reply.content);
    body.append(...part(`Answer ${status}`, schema === undefined ? 'a file, or nothing' : shape(schema)));
  }
  details.append(summary, body);
  details.dataset.words = `${method} ${path} ${operation.operationId ?? ''} ${operation.summary ?? ''}`.toLowerCase();
  return details;
};

const groupOf = (path) => path.split('/').slice(1, 3).join('/');

const main = document.getElementById('operations');
const find = document.getElementById('find');
const described = await (await fetch('/api/openapi.json')).json();
main.textContent = '';
const groups = Map.groupBy(Object.entries(described.paths), ([path]) => groupOf(path));
for (const [name, paths] of [...groups].sort(([one], [other]) => one.localeCompare(other))) {
  const section = element('section');
  section.append(element('h2', `/${name}`));
  for (const [path, methods] of paths) for (const [method, operation] of Object.entries(methods)) section.append(draw(path, method, operation));
  main.append(section);
}
find.addEventListener('input', () => {
  const wanted = find.value.trim().toLowerCase();
  for (const each of main.querySelectorAll('details')) each.hidden = !each.dataset.words.includes(wanted);
  for (const section of main.querySelectorAll('section')) section.hidden = section.querySelector('details:not([hidden])') === null;
});
