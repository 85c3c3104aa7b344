import { builtinModules } from 'node:module';
import type { IForbiddenRuleType } from 'dependency-cruiser';

/** Module name -> floor. A module imports from lower floors only. */
export type Floors = Readonly<Record<string, number>>;

const TESTS = String.raw`\.test\.tsx?$|^test/`;
const BUILTIN = `^(node:)?(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`;
const DOOR = String.raw`^src/modules/(interop/)?[^/]+/(public|contract)\.ts$`;
const CONTRACT = String.raw`^src/modules/(interop/)?[^/]+/contract\.ts$`;
const BROWSER_SIGNING = '^src/platform/efirma/(browser/|profile[.]ts$)';
const PACKAGES = 'node_modules/';
const ANY_OWN_CODE = '^(src|test|scripts|bench|db)/';

type Place = Readonly<Record<string, unknown>>;

const never = (name: string, comment: string, from: Place, to: Place): IForbiddenRuleType =>
  ({ name, comment, severity: 'error', from, to }) as IForbiddenRuleType;

const modulePath = (names: readonly string[]): string => `^src/modules/(${names.join('|')})/`;

/** For each floor that has modules above or beside others: what its modules may not reach for. */
const floorRules = (floors: Floors): readonly IForbiddenRuleType[] =>
  Object.entries(floors).map(([name, floor]) => {
    const beyond = Object.keys(floors).filter((other) => other !== name && (floors[other] ?? 0) >= floor);
    return never(`floors/${name}`, `${name} stands on floor ${String(floor)} and imports strictly downwards`,
      { path: modulePath([name]), pathNot: TESTS }, { path: modulePath(beyond) });
  });

const doors: readonly IForbiddenRuleType[] = [
  never('doors/modules', 'another module is entered by its public.ts, or for its words by its contract.ts',
    { path: '^src/modules/([^/]+)/', pathNot: [TESTS, String.raw`/testing\.ts$`] }, { path: '^src/modules/', pathNot: ['^src/modules/$1/', DOOR] }),
  never('doors/builders', 'builders enter another module by its doors or by its testing.ts',
    { path: String.raw`^src/modules/([^/]+)/.*testing\.ts$` },
    { path: '^src/modules/', pathNot: ['^src/modules/$1/', DOOR, String.raw`/testing\.ts$`] }),
  never('doors/roots', 'processes, commands and scripts enter a module by its public.ts or contract.ts; a generator writes what a module owns and may look inside',
    { path: '^(src/(processes|cli)|scripts|db)/', pathNot: [TESTS, '^scripts/generate-'] }, { path: '^src/modules/', pathNot: DOOR }),
  never('builders-in-tests-only', 'testing.ts is for tests and measures',
    { path: ANY_OWN_CODE, pathNot: [TESTS, '^bench/', String.raw`/testing\.ts$`] }, { path: String.raw`^src/.*/testing\.ts$` }),
  never('tests-are-leaves', 'nothing outside the tests imports a test or the test harness',
    { path: '^(src|scripts|db)/', pathNot: [TESTS, String.raw`/testing\.ts$`, String.raw`^scripts/run-[a-z]+\.ts$`, '^db/demo/'] }, { path: TESTS }),
  never('demo-takes-made-up-people', 'of the tests, the demo takes the builder of made-up CURPs alone',
    { path: '^db/demo/', pathNot: TESTS }, { path: TESTS, pathNot: String.raw`^test/synthetic-curp\.ts$` }),
  never('roots-are-leaves', 'processes and commands compose the house; the house does not know them',
    { path: '^src/(kernel|platform|modules|web)/', pathNot: TESTS }, { path: '^(src/(processes|cli)|scripts|bench|db)/' }),
];

const layers: readonly IForbiddenRuleType[] = [
  never('kernel-imports-nothing', 'the kernel imports itself alone: no package, no part of Node, since it runs in the browser too',
    { path: '^src/kernel/', pathNot: TESTS }, { pathNot: '^src/kernel/' }),
  never('platform-knows-no-medicine', 'the platform imports the kernel and itself',
    { path: '^src/platform/', pathNot: TESTS }, { path: '^src/', pathNot: '^src/(kernel|platform)/' }),
  never('web-is-a-leaf', 'modules, processes and commands never import the web',
    { path: '^src/(modules|processes|cli)/', pathNot: TESTS }, { path: '^src/web/' }),
  never('contract-is-words-only', 'contract.ts imports the kernel, zod and contracts of lower floors',
    { path: String.raw`^src/modules/.*/contract\.ts$` }, { pathNot: ['^src/kernel/', CONTRACT, `${PACKAGES}zod/`] }),
  never('model-and-rules-are-pure', 'model.ts and rules.ts reach the kernel and pure files of their own module only',
    { path: String.raw`^src/modules/.*/(model|rules)\.ts$` }, { path: ['^src/(platform|processes|cli|web)/', '^(test|scripts|bench|db)/', BUILTIN], reachable: true }),
  never('model-and-rules-stand-alone', 'model.ts and rules.ts import no package, and of other modules their contracts alone',
    { path: String.raw`^src/modules/([^/]+)/.*?(model|rules)\.ts$` }, { pathNot: ['^src/kernel/', '^src/modules/$1/', CONTRACT] }),
  never('web-imports-contracts', 'the web imports the kernel, contracts and, as the one exception, the signing that happens in the browser',
    { path: '^src/web/', pathNot: TESTS }, { path: ANY_OWN_CODE, pathNot: ['^src/(web|kernel)/', CONTRACT, BROWSER_SIGNING] }),
  never('browser-code-without-node', 'what runs in the browser reaches no part of Node',
    { path: `^src/web/|${BROWSER_SIGNING}`, pathNot: TESTS }, { path: BUILTIN, reachable: true }),
  never('verifier-stands-alone', 'whoever doubts Amate reads one file and runs it without Amate',
    { path: '^verifier/', pathNot: TESTS }, { pathNot: BUILTIN }),
  never('bot-allow-list', 'the bot reaches kernel, platform, audit and itself, however long the way',
    { path: '^src/modules/bot/', pathNot: TESTS }, { path: ANY_OWN_CODE, pathNot: '^src/(kernel|platform|modules/(bot|audit))/', reachable: true }),
];

const packages: readonly IForbiddenRuleType[] = [
  never('database-client', 'only platform/postgres, and the supervisor to learn whether the server answers, import pg',
    { path: '^src/', pathNot: [TESTS, '^src/platform/(postgres|supervisor)/'] }, { path: `${PACKAGES}pg/` }),
  never('declared-packages', 'what runs in production is a dependency, not a development dependency',
    { path: '^src/', pathNot: TESTS }, { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] }),
  never('resolvable', 'the import leads nowhere', {}, { couldNotResolve: true }),
  never('no-cycles', 'files import each other in a ring', {}, { circular: true }),
];

/** The walls between the parts of the house, as rules of dependency-cruiser. */
export const dependencyRules = (floors: Floors): IForbiddenRuleType[] =>
  [...floorRules(floors), ...doors, ...layers, ...packages];
