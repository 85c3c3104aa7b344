/**
 * Which stretches of a note were carried from an earlier one, while it is being written and once it is signed.
 * Pure, because the screen that shows the shares and the server that keeps them must count alike.
 *
 * - carried: brought as it was, and nobody has touched its line since
 * - stale: in a carried line, something that was true then: a vital sign, a result, a date
 * - seen: still word for word from the earlier note, on a line that was edited or confirmed since
 */

export type SpanState = 'carried' | 'stale' | 'seen';
/** From and to in UTF-16 units; in order, without overlap. */
export type CarriedSpan = { readonly from: number; readonly to: number; readonly is: SpanState };

/** The narratives into which something can be carried. */
export const carriedFields = ['assessment', 'plan', 'prognosis'] as const;
export type CarriedField = (typeof carriedFields)[number];

type Medicine = Readonly<Record<'name' | 'dose' | 'route' | 'frequency' | 'duration', string>>;
type Marks = Readonly<Record<CarriedField, readonly CarriedSpan[]>> & { readonly medicines: readonly Medicine[] };
type Written = Readonly<Record<'subjective' | 'examination' | 'results' | CarriedField, string>> & { readonly medicines: readonly Medicine[]; readonly carried?: Marks | undefined };

/** How much text a note has and how much of it came from an earlier one, in UTF-16 units. Numbers and codes are no text. */
export type Origin = { readonly characters: number; readonly carried: number };

const commonStart = (one: string, other: string): number => {
  const most = Math.min(one.length, other.length);
  let at = 0;
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
};

const commonEnd = (one: string, other: string, most: number): number => {
  let count = 0;
  while (count < most && one.charCodeAt(one.length - 1 - count) === other.charCodeAt(other.length - 1 - count)) count += 1;
  return count;
};

type Edit = { /** Where the texts begin to differ. */ readonly from: number; /** Where they agree again, in the old text and in the new one. */ readonly oldTo: number; readonly newTo: number };

/** An edit that only adds or only takes away may as well have been made further left: at the start of a line, if it fits there. */
const atLineStart = (text: string, from: number, to: number): number => {
  let back = 0;
  while (from - back > 0 && text.charAt(from - back - 1) !== '\n' && text.charAt(from - back - 1) === text.charAt(to - back - 1)) back += 1;
  return from - back === 0 || text.charAt(from - back - 1) === '\n' ? back : 0;
};

const editBetween = (before: string, after: string): Edit => {
  const from = commonStart(before, after);
  const same = commonEnd(before, after, Math.min(before.length, after.length) - from);
  const [oldTo, newTo] = [before.length - same, after.length - same];
  const back = oldTo === from ? atLineStart(after, from, newTo) : newTo === from ? atLineStart(before, from, oldTo) : 0;
  return { from: from - back, oldTo: oldTo - back, newTo: newTo - back };
};

const moved = (spans: readonly CarriedSpan[], { from, oldTo, newTo }: Edit, takesLines: boolean): readonly CarriedSpan[] => spans.flatMap((span): CarriedSpan[] => {
  if (span.to <= from) return [span];
  if (span.from >= oldTo) return [{ ...span, from: span.from + newTo - oldTo, to: span.to + newTo - oldTo }];
  // what is left of a stretch that was cut into was looked at, unless it lost but a line break
  const is = takesLines ? span.is : 'seen';
  const pieces: CarriedSpan[] = [{ from: span.from, to: from, is }, { from: newTo, to: span.to + newTo - oldTo, is }];
  return pieces.filter((piece) => piece.to > piece.from);
});

const isWholeLines = (text: string, from: number, to: number): boolean => {
  const startsLine = from === 0 || text.charAt(from - 1) === '\n';
  const endsLine = to === text.length || text.charAt(to) === '\n';
  return (startsLine && text.charAt(to - 1) === '\n') || (text.charAt(from) === '\n' && endsLine);
};

/** The lines an edit was made in. A line break typed at an end of a line leaves that line as it was. */
const linesOf = (after: string, { from, oldTo, newTo }: Edit): { readonly from: number; readonly to: number } => {
  const isInsertion = oldTo === from;
  const startsBelow = isInsertion && after.startsWith('\n', from);
  const endsAbove = isInsertion && newTo > from && after.charAt(newTo - 1) === '\n';
  const end = endsAbove ? newTo : after.indexOf('\n', newTo);
  return { from: startsBelow ? from : after.lastIndexOf('\n', from - 1) + 1, to: end === -1 ? after.length : end };
};

/** The same stretches with what lies in a range confirmed. What is stale stays so until it is itself edited or confirmed. */
const seenIn = (spans: readonly CarriedSpan[], range: { readonly from: number; readonly to: number }): readonly CarriedSpan[] =>
  spans.map((span) => (span.is === 'carried' && span.from < range.to && span.to > range.from ? { ...span, is: 'seen' } : span));

const withinLine = (spans: readonly CarriedSpan[], from: number, to: number): readonly CarriedSpan[] =>
  spans.flatMap((span) => (span.from < to && span.to > from ? [{ ...span, from: Math.max(span.from, from) - from, to: Math.min(span.to, to) - from }] : []));

type Line = { readonly from: number; readonly text: string };

/** The lines that lie whole between two places. */
const wholeLines = (text: string, from: number, to: number): readonly Line[] => {
  const lines: Line[] = [];
  let start = from === 0 || text.charAt(from - 1) === '\n' ? from : text.indexOf('\n', from) + 1;
  while (start > 0 || (start === 0 && from === 0)) {
    const end = text.indexOf('\n', start);
    if (start > to || (end === -1 ? text.length : end) > to) break;
    lines.push({ from: start, text: text.slice(start, end === -1 ? text.length : end) });
    if (end === -1) break;
    start = end + 1;
  }
  return lines;
};

/** The same edit from the start of its first line to the end of its last; before and after it the texts agree. */
const widened = (before: string, { from, oldTo, newTo }: Edit): Edit => {
  const end = before.indexOf('\n', oldTo);
  const more = (end === -1 ? before.length : end) - oldTo;
  return { from: from === 0 ? 0 : before.lastIndexOf('\n', from - 1) + 1, oldTo: oldTo + more, newTo: newTo + more };
};

/** Lines that an edit of several left word for word, perhaps elsewhere (moved, or joined with another window's), keep what they had. */
const transplanted = (spans: readonly CarriedSpan[], before: string, after: string, { from, oldTo, newTo }: Edit): readonly CarriedSpan[] => {
  const there = new Map(wholeLines(before, from, oldTo).map((line) => [line.text, withinLine(spans, line.from, line.from + line.text.length)]));
  return wholeLines(after, from, newTo).flatMap((line) => (there.get(line.text) ?? []).map((span) => ({ ...span, from: span.from + line.from, to: span.to + line.from })));
};

const takesSeveral = (text: string, from: number, to: number): boolean => {
  const at = text.indexOf('\n', from);
  return at !== -1 && at < to;
};

/** Where the stretches are once `before` became `after`. Costs a comparison of the two texts, and nothing where none was carried. */
export const followEdit = (spans: readonly CarriedSpan[], before: string, after: string): readonly CarriedSpan[] => {
  if (spans.length === 0 || before === after) return spans;
  const edit = editBetween(before, after);
  // taking out whole lines leaves their neighbours as they were
  const takesLines = edit.newTo === edit.from && isWholeLines(before, edit.from, edit.oldTo);
  const stretches = moved(spans, edit, takesLines);
  if (takesLines) return stretches;
  const followed = seenIn(stretches, linesOf(after, edit));
  if (!takesSeveral(before, edit.from, edit.oldTo) || edit.newTo === edit.from) return followed;
  const kept = transplanted(spans, before, after, widened(before, edit));
  const others = followed.filter((span) => !kept.some((line) => span.from < line.to && span.to > line.from));
  return [...others, ...kept].toSorted((one, other) => one.from - other.from);
};

const lengthOf = (spans: readonly CarriedSpan[], most: number): number => {
  let [end, sum] = [0, 0];
  for (const { from, to } of spans) {
    const start = Math.max(from, end);
    end = Math.max(end, Math.min(to, most));
    sum += Math.max(0, end - start);
  }
  return sum;
};

const sizeOf = ({ name, dose, route, frequency, duration }: Medicine): number => name.length + dose.length + route.length + frequency.length + duration.length;

/** True for a medicine that stands in the note exactly as it was carried. */
export const isCarriedMedicine = (medicines: readonly Medicine[], { name, dose, route, frequency, duration }: Medicine): boolean =>
  medicines.some((each) => each.name === name && each.dose === dose && each.route === route && each.frequency === frequency && each.duration === duration);

/** Counts a note's text and what of it was carried; the work grows with the stretches, not with the text. */
export const originOf = (note: Written): Origin => {
  const { carried: marks } = note;
  const typed = note.subjective.length + note.examination.length + note.results.length;
  const narratives = carriedFields.reduce((sum, field) => sum + note[field].length, typed);
  const medicines = note.medicines.reduce((sum, medicine) => sum + sizeOf(medicine), 0);
  if (marks === undefined) return { characters: narratives + medicines, carried: 0 };
  const inText = carriedFields.reduce((sum, field) => sum + lengthOf(marks[field], note[field].length), 0);
  const inMedicines = note.medicines.reduce((sum, medicine) => sum + (isCarriedMedicine(marks.medicines, medicine) ? sizeOf(medicine) : 0), 0);
  return { characters: narratives + medicines, carried: inText + inMedicines };
};

/** The shares in whole per cent, together 100; 0 only for nothing at all. Null for a note without text. */
export const sharesOf = ({ characters, carried }: Origin): { readonly fresh: number; readonly carried: number } | null => {
  if (characters === 0) return null;
  const exact = (carried / characters) * 100;
  const share = carried === 0 || carried === characters ? exact : Math.min(99, Math.max(1, Math.round(exact)));
  return { fresh: 100 - share, carried: share };
};

const changedMarks = (before: Written, after: Written, marks: Marks): Marks => {
  let followed = marks;
  for (const field of carriedFields) {
    const spans = followEdit(marks[field], before[field], after[field]);
    if (spans !== marks[field]) followed = { ...followed, [field]: spans };
  }
  return followed;
};

/** The note with its marks where its texts moved them, unless whoever changed it set new marks. */
export const withMarksFollowing = <Note extends Written>(before: Note, after: Note): Note => {
  const { carried: marks } = before;
  if (marks === undefined || after.carried !== marks) return after;
  const followed = changedMarks(before, after, marks);
  return followed === marks ? after : { ...after, carried: followed };
};

const overlaps = (span: CarriedSpan, other: CarriedSpan): boolean => span.from < other.to && span.to > other.from;

/** Of two windows' stretches over one text; what either has reviewed is reviewed. */
const joinedSpans = (mine: readonly CarriedSpan[], theirs: readonly CarriedSpan[]): readonly CarriedSpan[] => {
  const all = [...mine, ...theirs];
  const ranked = [...all.filter(({ is }) => is === 'seen'), ...all.filter(({ is }) => is !== 'seen')];
  return ranked.reduce<readonly CarriedSpan[]>((kept, span) => (kept.some((each) => overlaps(each, span)) ? kept : [...kept, span]), []).toSorted((one, other) => one.from - other.from);
};

type Joined = Marks & { readonly at: string; readonly medicinesSeen: boolean };

const unlike = (medicines: readonly Medicine[]): readonly Medicine[] => medicines.filter((each, at) => !isCarriedMedicine(medicines.slice(0, at), each));

/** A note that joins the words of two windows, with the marks of both where their lines came to stand. */
export const withMarksJoined = <Note extends Written & { readonly carried?: Joined | undefined }>(mine: Note, theirs: Note, both: Note): Note => {
  const sides = [mine, theirs].flatMap((note) => (note.carried === undefined ? [] : [{ note, marks: note.carried }]));
  const [first, second] = sides;
  if (first === undefined) return both;
  const follow = (side: typeof first | undefined, field: CarriedField): readonly CarriedSpan[] => (side === undefined ? [] : followEdit(side.marks[field], side.note[field], both[field]));
  const spans = Object.fromEntries(carriedFields.map((field) => [field, joinedSpans(follow(first, field), follow(second, field))]));
  return {
    ...both,
    carried: { ...first.marks, ...spans, at: sides.map(({ marks }) => marks.at).toSorted().at(-1), medicines: unlike(sides.flatMap(({ marks }) => marks.medicines)), medicinesSeen: sides.every(({ marks }) => marks.medicinesSeen) },
  };
};
