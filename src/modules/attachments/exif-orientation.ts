/**
 * Of EXIF (TIFF 6.0 inside an image) one value is kept, how the picture is turned; everything else, the place above
 * all, is dropped. What is written is built anew, so nothing of the original bytes is in it.
 */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const ENTRY = 12;

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;

/** The orientation a TIFF block states; 1, upright, when it states none or cannot be read. */
export const orientationOf = (tiff: Buffer): Orientation => {
  const order = tiff.toString('latin1', 0, 4);
  if (tiff.length < 8 || (order !== 'II*\0' && order !== 'MM\0*')) return 1;
  const isLittle = order.startsWith('I');
  const short = (at: number): number => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return 1;
  for (let nth = 0; nth < short(first); nth += 1) {
    const at = first + 2 + nth * ENTRY;
    if (at + ENTRY > tiff.length) return 1;
    if (short(at) === ORIENTATION_TAG && short(at + 2) === SHORT) {
      const value = short(at + 8);
      return isOrientation(value) ? value : 1;
    }
  }
  return 1;
};

/** The least TIFF block that states an orientation. */
export const orientationBlock = (orientation: Orientation): Buffer => {
  const block = Buffer.alloc(26);
  block.write('MM\0*', 'latin1');
  block.writeUInt32BE(8, 4);
  block.writeUInt16BE(1, 8);
  block.writeUInt16BE(ORIENTATION_TAG, 10);
  block.writeUInt16BE(SHORT, 12);
  block.writeUInt32BE(1, 14);
  block.writeUInt16BE(orientation, 18);
  return block;
};
