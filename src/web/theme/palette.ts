/**
 * One palette for both schemes. Amate is bark paper: warm neutrals, a deep jade for what can be acted on,
 * red and amber for severity. Colours are sRGB hex; `palette.test.ts` computes the contrast of every pair in use.
 */

/** How one hue is used in one scheme. */
export type Tone = {
  /** Background of a filled button; its text is `onFilled`. */
  readonly filled: string;
  readonly filledHover: string;
  readonly onFilled: string;
  /** Tinted background of a badge, a notice or a chosen row; its text is `text`. */
  readonly soft: string;
  readonly softHover: string;
  /** Coloured text and icons, on paper, on surfaces and on `soft`. */
  readonly text: string;
};

export type HueName = 'jade' | 'red' | 'amber' | 'blue' | 'bark';

export type Scheme = {
  /** The page. */
  readonly paper: string;
  /** Cards, dialogs, inputs. */
  readonly surface: string;
  /** A surface that is pressed in: table heads, hovered rows. */
  readonly sunken: string;
  readonly text: string;
  /** Second voice: labels, help, times. */
  readonly dimmed: string;
  /** Hairlines between things; carries no meaning alone. */
  readonly line: string;
  /** Edges of controls: 3:1 against the surface. */
  readonly edge: string;
  readonly focus: string;
  readonly hues: Readonly<Record<HueName, Tone>>;
};

export const light = {
  paper: '#faf6ef',
  surface: '#fffdfa',
  sunken: '#f2ebdf',
  text: '#2a231b',
  dimmed: '#665a4b',
  line: '#e0d6c6',
  edge: '#948670',
  focus: '#0b6650',
  hues: {
    jade: { filled: '#0b6650', filledHover: '#095542', onFilled: '#ffffff', soft: '#dcefe6', softHover: '#cde7db', text: '#0a5c48' },
    red: { filled: '#b3261e', filledHover: '#991f18', onFilled: '#ffffff', soft: '#fbe3df', softHover: '#f7d5cf', text: '#9c1f18' },
    amber: { filled: '#8f5200', filledHover: '#794500', onFilled: '#ffffff', soft: '#fbecc8', softHover: '#f7e2b0', text: '#7a4600' },
    blue: { filled: '#1d5a8f', filledHover: '#174a77', onFilled: '#ffffff', soft: '#dfebf6', softHover: '#cfe0f0', text: '#1a5080' },
    bark: { filled: '#5f5242', filledHover: '#4f4436', onFilled: '#ffffff', soft: '#efe7da', softHover: '#e6dccb', text: '#574b3c' },
  },
} as const satisfies Scheme;

export const dark = {
  paper: '#16130e',
  surface: '#1f1b15',
  sunken: '#29241c',
  text: '#ede6da',
  dimmed: '#b5aa98',
  line: '#3a3329',
  edge: '#857963',
  focus: '#6fd3b0',
  hues: {
    jade: { filled: '#17795f', filledHover: '#136a53', onFilled: '#ffffff', soft: '#17362c', softHover: '#1d4437', text: '#6fd3b0' },
    red: { filled: '#bf3a30', filledHover: '#a93128', onFilled: '#ffffff', soft: '#451d19', softHover: '#552420', text: '#ffa99f' },
    amber: { filled: '#8f5a0c', filledHover: '#7d4e08', onFilled: '#ffffff', soft: '#3d2c0e', softHover: '#4c3712', text: '#f2c063' },
    blue: { filled: '#2b6ca6', filledHover: '#255f93', onFilled: '#ffffff', soft: '#182f44', softHover: '#1e3a54', text: '#93c5f2' },
    bark: { filled: '#6e6250', filledHover: '#605545', onFilled: '#ffffff', soft: '#332d23', softHover: '#3e372b', text: '#cfc4b2' },
  },
} as const satisfies Scheme;
