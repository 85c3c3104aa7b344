/** Amate's own lint rules: what the style guide refuses and no ready rule names. Untyped, over the syntax tree alone. */

type Node = { readonly type: string; readonly [key: string]: unknown };
type Reported = { readonly node: Node; readonly message: string };
type Definition = { readonly node: Node; readonly type: string };
type Variable = { readonly name: string; readonly defs: readonly Definition[] };
type Scope = { readonly variables: readonly Variable[]; readonly upper: Scope | null };
type Context = {
  readonly report: (reported: Reported) => void;
  readonly sourceCode: { readonly getScope: (node: Node) => Scope };
};
type Visitors = Readonly<Record<string, (node: Node) => void>>;
type LintRule = { readonly meta: { readonly type: 'problem'; readonly schema: [] }; readonly create: (context: Context) => Visitors };

const rule = (create: LintRule['create']): LintRule => ({ meta: { type: 'problem', schema: [] }, create });

/** A rule that refuses whatever one of the selectors matches. */
const refuse = (message: string, ...selectors: readonly string[]): LintRule =>
  rule((context) => ({ [selectors.join(', ')]: (node) => { context.report({ node, message }); } }));

/** Text that reads as a statement. Title case is a sentence for people, not SQL. */
const statement =
  /^\s*(?:--[^\n]*\n\s*)*(?:select\s[^]*?\sfrom\s|select\s+(?:[\w.]+\(|\$?\d)|insert\s+into\s|update\s+[\w."]+(?:\s+\w+)?\s+set\s|delete\s+from\s|with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s+(?:materialized\s+|not materialized\s+)?\(|(?:create|alter|drop)\s+(?:or replace\s+)?(?:table|role|schema|index|view|function|database|policy|type|extension)\s|grant\s[^]*?\sto\s|revoke\s[^]*?\sfrom\s|truncate\s|set\s+(?:local|session)\s|copy\s+[\w.]+\s)/;

/** True when the text is an SQL statement, in lower or in upper case. */
const isStatement = (text: string): boolean => {
  const opening = /[A-Za-z]+/.exec(text)?.[0] ?? '';
  const isShouted = opening === opening.toUpperCase();
  return statement.test(isShouted ? text.toLowerCase() : text);
};

const textOf = (node: Node): string | undefined => {
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : undefined;
  if (node.type !== 'TemplateLiteral') return undefined;
  const parts = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[];
  return parts.map((part) => part.value.cooked).join(' x ');
};

const variableNamed = (scope: Scope | null, name: string): Variable | undefined => {
  if (scope === null) return undefined;
  return scope.variables.find((variable) => variable.name === name) ?? variableNamed(scope.upper, name);
};

/** Whether an expression is known when the file is read: a literal, or a constant of this file made of such. */
const isFixed = (scope: Scope, node: Node): boolean => {
  if (node.type === 'Literal') return true;
  if (node.type === 'TemplateLiteral') return (node['expressions'] as readonly Node[]).every((part) => isFixed(scope, part));
  if (node.type === 'BinaryExpression') return isFixed(scope, node['left'] as Node) && isFixed(scope, node['right'] as Node);
  if (node.type !== 'Identifier') return false;
  const definition = variableNamed(scope, node['name'] as string)?.defs[0];
  if (definition?.type !== 'Variable') return false;
  const { init, parent } = definition.node as unknown as { init: Node | null; parent: Node };
  return parent['kind'] === 'const' && init !== null && isFixed(scope, init);
};

const sqlInQueries = rule((context) => {
  const look = (node: Node): void => {
    const text = textOf(node);
    if (text !== undefined && isStatement(text)) context.report({ node, message: 'SQL stands in queries.ts, migrations and platform/postgres only' });
  };
  return { Literal: look, TemplateLiteral: look };
});

/** Refuses text put together at run time where a statement is expected: values are bound, never written in. */
const noBuiltSql = rule((context) => {
  const message = 'a statement is one constant text with bind parameters; only constants of the same file may be put into it';
  const look = (node: Node, isCertain: boolean): void => {
    if (node.type !== 'TemplateLiteral' && node.type !== 'BinaryExpression') return;
    const opening = node.type === 'BinaryExpression' ? leftmost(node) : node;
    const isSql = isCertain || isStatement(textOf(opening) ?? '');
    if (isSql && !isFixed(context.sourceCode.getScope(node), node)) context.report({ node, message });
  };
  const leftmost = (node: Node): Node => (node.type === 'BinaryExpression' ? leftmost(node['left'] as Node) : node);
  return {
    ':not(CallExpression) > TemplateLiteral': (node) => { look(node, false); },
    ':not(BinaryExpression) > BinaryExpression[operator="+"]': (node) => { look(node, false); },
    'CallExpression[callee.property.name="query"]': (node) => {
      const [first] = node['arguments'] as readonly Node[];
      if (first !== undefined) look(first, true);
    },
    'CallExpression:not([callee.property.name="query"]) > TemplateLiteral': (node) => { look(node, false); },
  };
});

export const amateRules = {
  'no-any': refuse('any switches the compiler off; name the type or take unknown', 'TSAnyKeyword'),
  'no-default-export': refuse('exports have names', 'ExportDefaultDeclaration', 'ExportSpecifier[exported.name="default"]'),
  'no-export-all': refuse('a door lists what it offers', 'ExportAllDeclaration'),
  'no-enum': refuse('a union of literals, never an enum', 'TSEnumDeclaration'),
  'no-namespace': refuse('modules are files', 'TSModuleDeclaration[kind!="global"]:not([id.type="Literal"])'),
  'no-non-null': refuse('show the compiler why it is there instead of asserting it', 'TSNonNullExpression'),
  'no-clock': refuse(
    'time comes from the Clock that is handed in (kernel/clock)',
    'NewExpression[callee.name="Date"][arguments.length=0]', 'CallExpression[callee.name="Date"]',
    'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    'MemberExpression[object.name="Date"][property.name="now"]:not(CallExpression > .callee)',
    'MemberExpression[object.name="Temporal"][property.name="Now"]',
  ),
  'no-weak-random': refuse('randomness is handed in and comes from the cryptographic source', 'MemberExpression[object.name="Math"][property.name="random"]'),
  'sql-in-queries': sqlInQueries,
  'no-built-sql': noBuiltSql,
};
