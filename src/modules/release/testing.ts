// What FHIR R4 asks of the resources that a release writes, by hand from its published definitions: elements, how many
// of each, required codes. It knows no more than these, and refuses every element it does not know.

type Fault = (at: string, value: unknown) => readonly string[];
type Shape = Readonly<Record<string, readonly [least: 0 | 1, most: 1 | '*', fault: Fault]>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);
const matching = (pattern: RegExp): Fault => (at, value) => (typeof value === 'string' && pattern.test(value) ? [] : [`${at}: wrong value`]);
const text = matching(/^(?![ \s])[^\u0000-\u0008\u000B\u000C\u000E-\u001F]+(?<![\s])$/);
const code = (...allowed: readonly string[]): Fault => (at, value) => (allowed.includes(String(value)) ? [] : [`${at}: ${String(value)} is not in the required list`]);
const day = matching(/^\d{4}-\d{2}-\d{2}$/);
const instant = matching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/);
const dateTime = matching(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?$/);
const uri = matching(/^\S+:\S+$/);
const boolean: Fault = (at, value) => (typeof value === 'boolean' ? [] : [`${at}: no truth value`]);
const number: Fault = (at, value) => (typeof value === 'number' && Number.isFinite(value) ? [] : [`${at}: no number`]);

const countFaults = (at: string, value: unknown, [least, most]: readonly [0 | 1, 1 | '*', Fault]): readonly string[] => {
  if (value === undefined) return least === 1 ? [`${at}: missing`] : [];
  if (most === 1) return Array.isArray(value) ? [`${at}: more than one`] : [];
  return Array.isArray(value) && value.length > 0 ? [] : [`${at}: no list, or an empty one`];
};

const shaped = (shape: Shape): Fault => (at, value) => {
  if (!isObject(value) || Object.keys(value).length === 0) return [`${at}: no element, or an empty one`];
  const unknown = Object.keys(value).filter((name) => shape[name] === undefined).map((name) => `${at}.${name}: unknown`);
  return [...unknown, ...Object.entries(shape).flatMap(([name, rule]) => {
    const [counted, [, most, fault]] = [countFaults(`${at}.${name}`, value[name], rule), rule];
    if (counted.length > 0 || value[name] === undefined) return counted;
    return (most === '*' ? value[name] as readonly unknown[] : [value[name]]).flatMap((each) => fault(`${at}.${name}`, each));
  })];
};

/** The tags FHIR allows that are used here, each closed, and no attribute but the language and the name space of the first. */
const xhtml: Fault = (at, value) => {
  const markup = String(value);
  const inside = /^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml" xml:lang="es-MX" lang="es-MX">([^]*)<\/div>$/.exec(markup)?.[1];
  if (inside === undefined || inside.replace(/<[^>]*>/g, '').trim() === '') return [`${at}: no narrative`];
  const open: string[] = [];
  const words = inside.replace(/<br\/>|<(\/?)(p|b|ul|li|table|thead|tbody|tr|th|td)>/g, (_, slash: string | undefined, tag: string | undefined) => {
    if (tag !== undefined && slash === '') open.push(tag);
    else if (tag !== undefined && open.pop() !== tag) open.push('unbalanced');
    return '';
  }).replace(/&(amp|lt|gt|quot|#39);/g, '');
  return open.length > 0 || /[<>&"']/.test(words) ? [`${at}: markup that is not ours`] : [];
};

const reference = shaped({ reference: [0, 1, matching(/^urn:uuid:[0-9a-f-]{36}$/)], display: [0, 1, text] });
const coding = shaped({ system: [1, 1, uri], version: [0, 1, text], code: [1, 1, text], display: [0, 1, text] });
const concept = shaped({ coding: [0, '*', coding], text: [0, 1, text] });
const bound = (...allowed: readonly string[]): Fault => shaped({ coding: [1, '*', shaped({ system: [1, 1, uri], code: [1, 1, code(...allowed)] })] });
const identifier = shaped({ use: [0, 1, code('usual', 'official', 'temp', 'secondary', 'old')], type: [0, 1, concept], system: [1, 1, uri], value: [1, 1, text], assigner: [0, 1, reference] });
const period = shaped({ start: [0, 1, dateTime], end: [0, 1, dateTime] });
const extension = shaped({ url: [1, 1, uri], valueString: [1, 1, text] });
const name = shaped({ use: [0, 1, code('official', 'temp')], text: [0, 1, text], family: [0, 1, text], _family: [0, 1, shaped({ extension: [1, '*', extension] })], given: [0, '*', text] });
const words = shaped({ text: [1, 1, text] });
const telecom = shaped({ system: [1, 1, code('phone')], value: [1, 1, text] });
const quantity = shaped({ value: [1, 1, number], unit: [1, 1, text], system: [1, 1, uri], code: [1, 1, text] });
const amount = shaped({ value: [1, 1, number], unit: [0, 1, text] });
const attachment = shaped({ contentType: [1, 1, text], url: [1, 1, matching(/^\.\.\/[a-z0-9./-]+$/)], size: [1, 1, number], hash: [1, 1, matching(/^[A-Za-z0-9+/]{27}=$/)] });

const identified: Shape = { resourceType: [1, 1, text], id: [1, 1, matching(/^[A-Za-z0-9.-]{1,64}$/)] };
const section = shaped({ title: [0, 1, text], text: [0, 1, shaped({ status: [1, 1, code('generated', 'extensions', 'additional', 'empty')], div: [1, 1, xhtml] })], entry: [0, '*', reference] });
const conditionStates = code('active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved');
const stateOf = (fault: Fault): Fault => shaped({ coding: [1, '*', shaped({ system: [1, 1, uri], code: [1, 1, fault] })] });

const resources: Readonly<Record<string, Shape>> = {
  Patient: {
    identifier: [0, '*', identifier], name: [0, '*', name], telecom: [0, '*', telecom], gender: [0, 1, code('male', 'female', 'other', 'unknown')], birthDate: [0, 1, day], address: [0, '*', words],
    contact: [0, '*', shaped({ name: [1, 1, words] })], managingOrganization: [0, 1, reference],
  },
  Organization: { identifier: [0, '*', identifier], name: [1, 1, text], alias: [0, '*', text], telecom: [0, '*', telecom], address: [0, '*', words] },
  Practitioner: { identifier: [0, '*', identifier], name: [0, '*', words], qualification: [0, '*', shaped({ identifier: [0, '*', identifier], code: [1, 1, concept], issuer: [0, 1, reference] })] },
  Encounter: {
    status: [1, 1, code('planned', 'arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'cancelled', 'entered-in-error', 'unknown')], class: [1, 1, coding], subject: [0, 1, reference],
    participant: [0, '*', shaped({ individual: [1, 1, reference] })], period: [0, 1, period], serviceProvider: [0, 1, reference],
  },
  Composition: {
    language: [0, 1, text], identifier: [0, 1, identifier], status: [1, 1, code('preliminary', 'final', 'amended', 'entered-in-error')], type: [1, 1, concept], subject: [0, 1, reference], encounter: [0, 1, reference],
    date: [1, 1, dateTime], author: [1, '*', reference], title: [1, 1, text], custodian: [0, 1, reference], section: [0, '*', section],
    attester: [0, '*', shaped({ mode: [1, 1, code('personal', 'professional', 'legal', 'official')], time: [0, 1, dateTime], party: [0, 1, reference] })],
    relatesTo: [0, '*', shaped({ code: [1, 1, code('replaces', 'transforms', 'signs', 'appends')], targetReference: [0, 1, reference], targetIdentifier: [0, 1, identifier] })],
  },
  DocumentReference: {
    identifier: [0, '*', identifier], status: [1, 1, code('current', 'superseded', 'entered-in-error')], docStatus: [0, 1, code('preliminary', 'final', 'amended', 'entered-in-error')], type: [0, 1, concept], subject: [0, 1, reference],
    date: [0, 1, instant], author: [0, '*', reference], custodian: [0, 1, reference], description: [0, 1, text], content: [1, '*', shaped({ attachment: [1, 1, attachment] })], context: [0, 1, shaped({ encounter: [0, '*', reference] })],
  },
  Condition: {
    clinicalStatus: [0, 1, stateOf(conditionStates)], verificationStatus: [0, 1, bound('unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered-in-error')], category: [0, '*', bound('problem-list-item', 'encounter-diagnosis')],
    code: [0, 1, concept], subject: [1, 1, reference], encounter: [0, 1, reference], onsetDateTime: [0, 1, dateTime], abatementDateTime: [0, 1, dateTime], recordedDate: [0, 1, dateTime], recorder: [0, 1, reference], asserter: [0, 1, reference],
    note: [0, '*', words],
  },
  Observation: {
    status: [1, 1, code('registered', 'preliminary', 'final', 'amended', 'corrected', 'cancelled', 'entered-in-error', 'unknown')], category: [0, '*', bound('vital-signs', 'laboratory')], code: [1, 1, concept], subject: [0, 1, reference],
    encounter: [0, 1, reference], effectiveDateTime: [0, 1, dateTime], issued: [0, 1, instant], performer: [0, '*', reference], valueQuantity: [0, 1, quantity], note: [0, '*', words],
    component: [0, '*', shaped({ code: [1, 1, concept], valueQuantity: [0, 1, quantity], dataAbsentReason: [0, 1, bound('unknown')] })],
  },
  AllergyIntolerance: {
    clinicalStatus: [1, 1, bound('active', 'inactive', 'resolved')], verificationStatus: [0, 1, bound('unconfirmed', 'confirmed', 'refuted', 'entered-in-error')], category: [0, '*', code('food', 'medication', 'environment', 'biologic')],
    criticality: [0, 1, code('low', 'high', 'unable-to-assess')], code: [0, 1, concept], patient: [1, 1, reference], onsetDateTime: [0, 1, dateTime], recordedDate: [0, 1, dateTime], recorder: [0, 1, reference], note: [0, '*', words],
    reaction: [0, '*', shaped({ manifestation: [1, '*', concept] })],
  },
  MedicationStatement: {
    status: [1, 1, code('active', 'completed', 'entered-in-error', 'intended', 'stopped', 'on-hold', 'unknown', 'not-taken')], medicationCodeableConcept: [1, 1, concept], subject: [1, 1, reference], effectivePeriod: [0, 1, period],
    dateAsserted: [0, 1, dateTime], note: [0, '*', words], dosage: [0, '*', words],
  },
  MedicationRequest: {
    groupIdentifier: [0, 1, identifier], status: [1, 1, code('active', 'on-hold', 'cancelled', 'completed', 'entered-in-error', 'stopped', 'draft', 'unknown')], medicationCodeableConcept: [1, 1, concept], subject: [1, 1, reference],
    intent: [1, 1, code('proposal', 'plan', 'order', 'original-order', 'reflex-order', 'filler-order', 'instance-order', 'option')], authoredOn: [0, 1, dateTime], requester: [0, 1, reference],
    dosageInstruction: [0, '*', shaped({ text: [0, 1, text], asNeededBoolean: [0, 1, boolean] })],
    dispenseRequest: [0, 1, shaped({ validityPeriod: [0, 1, period], numberOfRepeatsAllowed: [0, 1, number], quantity: [0, 1, amount] })],
  },
  MedicationDispense: {
    status: [1, 1, code('preparation', 'in-progress', 'cancelled', 'on-hold', 'completed', 'entered-in-error', 'stopped', 'declined', 'unknown')], medicationCodeableConcept: [1, 1, concept], subject: [0, 1, reference],
    performer: [0, '*', shaped({ actor: [1, 1, reference] })], authorizingPrescription: [0, '*', reference], quantity: [0, 1, amount], whenHandedOver: [0, 1, dateTime],
  },
  Immunization: {
    status: [1, 1, code('completed', 'entered-in-error', 'not-done')], statusReason: [0, 1, concept], vaccineCode: [1, 1, concept], patient: [1, 1, reference], occurrenceDateTime: [0, 1, dateTime], occurrenceString: [0, 1, text],
    recorded: [0, 1, dateTime], lotNumber: [0, 1, text], note: [0, '*', words], primarySource: [0, 1, boolean], reportOrigin: [0, 1, concept],
    manufacturer: [0, 1, reference], expirationDate: [0, 1, day], site: [0, 1, concept], route: [0, 1, concept], protocolApplied: [0, '*', shaped({ doseNumberString: [0, 1, text], doseNumberPositiveInt: [0, 1, number] })],
  },
  Flag: { status: [1, 1, code('active', 'inactive', 'entered-in-error')], code: [1, 1, concept], subject: [1, 1, reference], period: [0, 1, period] },
  Consent: {
    status: [1, 1, code('draft', 'proposed', 'active', 'rejected', 'inactive', 'entered-in-error')], scope: [1, 1, concept], category: [1, '*', concept], patient: [0, 1, reference], dateTime: [0, 1, dateTime],
    organization: [0, '*', reference], sourceReference: [0, 1, reference], policyRule: [0, 1, concept],
  },
};

/** What more than shapes FHIR asks of a resource, by the names it gives its rules. */
const invariants = (at: string, each: Readonly<Record<string, unknown>>): readonly string[] => {
  const has = (element: string): boolean => each[element] !== undefined;
  const judged: Readonly<Record<string, boolean>> = {
    'con-4': each['resourceType'] !== 'Condition' || !has('abatementDateTime') || !JSON.stringify(each['clinicalStatus'] ?? '').includes('"active"'),
    'imm-occurrence': each['resourceType'] !== 'Immunization' || has('occurrenceDateTime') !== has('occurrenceString'),
    'obs-value': each['resourceType'] !== 'Observation' || has('valueQuantity') || has('component'),
    'cmp-1': each['resourceType'] !== 'Composition' || ((each['section'] ?? []) as readonly object[]).every((part) => 'text' in part || 'entry' in part),
    'nothing is null': !JSON.stringify(each).includes(':null'),
  };
  return Object.keys(judged).filter((rule) => judged[rule] !== true).map((rule) => `${at}: ${rule}`);
};

type Bundle = { readonly resourceType: string; readonly type: string; readonly timestamp: string; readonly entry: readonly { readonly fullUrl: string; readonly resource: Readonly<Record<string, unknown>> }[] };

/** Every reference to a resource, wherever it stands. */
const referencesIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => (key === 'reference' ? [String(each)] : referencesIn(each)));
};

/** What is wrong with a Bundle of a release: empty when every resource is well-formed and every reference resolves inside it. */
export const fhirFaults = (bundle: Bundle): readonly string[] => {
  const urls = new Set(bundle.entry.map(({ fullUrl }) => fullUrl));
  const frame = bundle.resourceType === 'Bundle' && bundle.type === 'collection' && instant('timestamp', bundle.timestamp).length === 0 && urls.size === bundle.entry.length ? [] : ['Bundle: wrong frame'];
  return [...frame, ...bundle.entry.flatMap(({ fullUrl, resource }) => {
    const at = String(resource['resourceType']);
    const shape = resources[at];
    if (shape === undefined) return [`${at}: unknown resource`];
    const dangling = referencesIn(resource).filter((each) => !urls.has(each)).map((each) => `${at}: ${each} does not resolve`);
    return [...fullUrl === `urn:uuid:${String(resource['id'])}` ? [] : [`${at}: fullUrl`], ...shaped({ ...identified, ...shape })(at, resource), ...invariants(at, resource), ...dangling];
  })];
};
