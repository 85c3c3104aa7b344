// Text as it will be printed: nothing that was written may vanish, and nothing invisible may pass unseen.

/** Control, format, unassigned, private-use and lone-surrogate code points, and variation selectors. */
const unseen = /[\p{C}\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}]/u;
const lineBreaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

const named = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/**
 * The lines of `text`, in NFC, tabs as four spaces. A character without a glyph, a control and a direction override
 * are printed as their number, `[U+202E]`: a prescription must not read otherwise on paper than on screen.
 */
export const visibleLines = (text: string, hasGlyph: (codePoint: number) => boolean): readonly string[] =>
  text
    .normalize('NFC')
    .split(lineBreaks)
    .map((line) => {
      let visible = '';
      for (const character of line) {
        if (character === '\t') visible += '    ';
        else visible += unseen.test(character) || !hasGlyph(character.codePointAt(0) ?? 0) ? named(character) : character;
      }
      return visible;
    });
