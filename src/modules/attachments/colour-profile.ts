/**
 * A colour profile (ICC.1) says how red a redness is, so it is worth keeping; it also carries free text, dates and
 * the maker's own tables. What is kept is built anew from the numbers that colour needs. A profile of any other make than a display's
 * red, green and blue (or a grey one) is dropped, and the image is then read as sRGB.
 */
const HEADER = 128;
const ENTRY = 12;
const MOST_TAGS = 100;
const MOST_CURVE = 8_192 + 12;

/** The tags that compute colour, with the type of value each must have. */
const colourTags: Readonly<Record<string, readonly string[]>> = {
  rXYZ: ['XYZ '], gXYZ: ['XYZ '], bXYZ: ['XYZ '], wtpt: ['XYZ '], chad: ['sf32'],
  rTRC: ['curv', 'para'], gTRC: ['curv', 'para'], bTRC: ['curv', 'para'], kTRC: ['curv', 'para'],
};
const needed: Readonly<Record<string, readonly string[]>> = { 'RGB ': ['rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC', 'wtpt'], 'GRAY': ['kTRC', 'wtpt'] };

const parametricLengths = [16, 24, 28, 32, 40];

/** How many bytes a value of its type has, by what it says itself; null when it is not one that is kept. */
const lengthOf = (type: string, value: Buffer): number | null => {
  if (type === 'XYZ ') return 20;
  if (type === 'sf32') return 44;
  if (type === 'curv') return 12 + value.readUInt32BE(8) * 2;
  return parametricLengths[value.readUInt16BE(8)] ?? null;
};

const valueOf = (profile: Buffer, name: string, at: number): Buffer | null => {
  const value = profile.subarray(at);
  if (value.length < 12) return null;
  const type = value.toString('latin1', 0, 4);
  if (colourTags[name]?.includes(type) !== true) return null;
  const length = lengthOf(type, value);
  if (length === null || length > value.length || length > MOST_CURVE) return null;
  const kept = Buffer.from(value.subarray(0, length));
  kept.fill(0, 4, 8);
  if (type === 'para') kept.fill(0, 10, 12);
  return kept;
};

const valuesOf = (profile: Buffer): ReadonlyMap<string, Buffer> => {
  const values = new Map<string, Buffer>();
  const count = Math.min(profile.readUInt32BE(HEADER), MOST_TAGS);
  for (let nth = 0; nth < count; nth += 1) {
    const entry = HEADER + 4 + nth * ENTRY;
    if (entry + ENTRY > profile.length) break;
    const name = profile.toString('latin1', entry, entry + 4);
    const value = valueOf(profile, name, profile.readUInt32BE(entry + 4));
    if (value !== null) values.set(name, value);
  }
  return values;
};

const descriptionOf = (text: string): Buffer => {
  const value = Buffer.alloc(12 + text.length + 1 + 78);
  value.write('desc', 'latin1');
  value.writeUInt32BE(text.length + 1, 8);
  value.write(text, 12, 'latin1');
  return value;
};
const copyrightOf = (): Buffer => Buffer.from('text\0\0\0\0-\0', 'latin1');

const headerOf = (space: string, size: number): Buffer => {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(0x0240_0000, 8);
  header.write(`mntr${space}XYZ `, 12, 'latin1');
  header.writeUInt16BE(2000, 24);
  header.writeUInt16BE(1, 26);
  header.writeUInt16BE(1, 28);
  header.write('acsp', 36, 'latin1');
  // The illuminant D50, which the format fixes.
  header.writeUInt32BE(0x0000_f6d6, 68);
  header.writeUInt32BE(0x0001_0000, 72);
  header.writeUInt32BE(0x0000_d32d, 76);
  return header;
};

const padded = (value: Buffer): Buffer => Buffer.concat([value, Buffer.alloc((4 - value.length % 4) % 4)]);

const written = (space: string, values: ReadonlyMap<string, Buffer>): Buffer => {
  const all = [...values, ['desc', descriptionOf('colour')] as const, ['cprt', copyrightOf()] as const];
  const table = Buffer.alloc(4 + all.length * ENTRY);
  table.writeUInt32BE(all.length, 0);
  const bodies: Buffer[] = [];
  let at = HEADER + table.length;
  for (const [nth, [name, value]] of all.entries()) {
    table.write(name, 4 + nth * ENTRY, 'latin1');
    table.writeUInt32BE(at, 8 + nth * ENTRY);
    table.writeUInt32BE(value.length, 12 + nth * ENTRY);
    const body = padded(value);
    bodies.push(body);
    at += body.length;
  }
  return Buffer.concat([headerOf(space, at), table, ...bodies]);
};

/** The profile with its numbers alone, or null when it is none that is kept. */
export const plainProfile = (profile: Buffer): Buffer | null => {
  if (profile.length < HEADER + 4 || profile.toString('latin1', 36, 40) !== 'acsp') return null;
  const space = profile.toString('latin1', 16, 20);
  const tags = needed[space];
  if (tags === undefined || profile.toString('latin1', 20, 24) !== 'XYZ ') return null;
  const values = valuesOf(profile);
  if (!tags.every((name) => values.has(name))) return null;
  return written(space, new Map([...tags, 'chad'].flatMap((name) => { const value = values.get(name); return value === undefined ? [] : [[name, value] as const]; })));
};
