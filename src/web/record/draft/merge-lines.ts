/** A three-way merge of lists of lines (or of rows written as text), as `diff3` does it. */
export type Piece = { readonly is: 'agreed'; readonly lines: readonly string[] } | { readonly is: 'overlap'; readonly mine: readonly string[]; readonly theirs: readonly string[] };

const isSame = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((line, at) => line === other[at]);

/** For each line of `from`, where its partner stands in `to`; a longest common subsequence. Lines without one are left out. */
const partners = (from: readonly string[], to: readonly string[]): ReadonlyMap<number, number> => {
  const width = to.length + 1;
  const lengths = new Uint32Array((from.length + 1) * width);
  const lengthAt = (row: number, column: number): number => lengths[row * width + column] ?? 0;
  for (let row = from.length - 1; row >= 0; row -= 1) {
    for (let column = to.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] = from[row] === to[column] ? lengthAt(row + 1, column + 1) + 1 : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  const found = new Map<number, number>();
  for (let row = 0, column = 0; row < from.length && column < to.length;) {
    if (from[row] === to[column]) { found.set(row, column); row += 1; column += 1; }
    else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row += 1;
    else column += 1;
  }
  return found;
};

/** What both sides made of the same stretch of lines. */
const judged = (base: readonly string[], mine: readonly string[], theirs: readonly string[]): Piece | null => {
  if (base.length + mine.length + theirs.length === 0) return null;
  if (isSame(mine, theirs) || isSame(base, theirs)) return { is: 'agreed', lines: mine };
  return isSame(base, mine) ? { is: 'agreed', lines: theirs } : { is: 'overlap', mine, theirs };
};

/** Changes of one side are taken; what both changed differently is an overlap, with the lines of both. No line of either is lost unseen. */
export const mergeLines = (base: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly Piece[] => {
  const [inMine, inTheirs] = [partners(base, mine), partners(base, theirs)];
  const pieces: Piece[] = [];
  let [fromBase, fromMine, fromTheirs] = [0, 0, 0];
  const close = (toBase: number, toMine: number, toTheirs: number): void => {
    const piece = judged(base.slice(fromBase, toBase), mine.slice(fromMine, toMine), theirs.slice(fromTheirs, toTheirs));
    if (piece !== null) pieces.push(piece);
  };
  base.forEach((line, at) => {
    const [mineAt, theirsAt] = [inMine.get(at), inTheirs.get(at)];
    if (mineAt === undefined || theirsAt === undefined) return;
    close(at, mineAt, theirsAt);
    pieces.push({ is: 'agreed', lines: [line] });
    [fromBase, fromMine, fromTheirs] = [at + 1, mineAt + 1, theirsAt + 1];
  });
  close(base.length, mine.length, theirs.length);
  return pieces;
};
