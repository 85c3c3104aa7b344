import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';
import { dark, light } from './palette.ts';
import type { HueName, Scheme } from './palette.ts';

const hueNames = Object.keys(light.hues) as readonly HueName[];

// Mantine wants ten shades of each colour. What the interface shows comes from the variables below; the shades
// only serve what reads them directly, so the two schemes' own tones are spread over them, light to dark.
const shades = (hue: HueName): MantineColorsTuple => {
  const [day, night] = [light.hues[hue], dark.hues[hue]];
  return [day.soft, day.softHover, night.text, night.text, night.filled, night.filled, day.filled, day.filled, day.filledHover, night.soft];
};

const bark: MantineColorsTuple = ['#faf6ef', '#f2ebdf', '#e9dfcf', '#e0d6c6', '#c4b7a2', '#948670', '#665a4b', '#574b3c', '#3a3329', '#2a231b'];
const night: MantineColorsTuple = ['#ede6da', '#cfc4b2', '#b5aa98', '#857963', '#3a3329', '#332d23', '#29241c', '#16130e', '#1f1b15', '#100e0a'];

const hueVariables = (scheme: Scheme): Record<string, string> => Object.fromEntries(hueNames.flatMap((hue) => {
  const tone = scheme.hues[hue];
  return [
    ['filled', tone.filled], ['filled-hover', tone.filledHover], ['light', tone.soft], ['light-hover', tone.softHover],
    ['light-color', tone.text], ['outline', tone.text], ['outline-hover', tone.soft], ['text', tone.text],
  ].map(([use, colour]) => [`--mantine-color-${hue}-${use ?? ''}`, colour ?? '']);
}));

const schemeVariables = (scheme: Scheme): Record<string, string> => ({
  ...hueVariables(scheme),
  '--mantine-color-body': scheme.paper,
  '--mantine-color-text': scheme.text,
  '--mantine-color-dimmed': scheme.dimmed,
  '--mantine-color-placeholder': scheme.dimmed,
  '--mantine-color-anchor': scheme.hues.jade.text,
  '--mantine-color-error': scheme.hues.red.text,
  '--mantine-color-default': scheme.surface,
  '--mantine-color-default-hover': scheme.sunken,
  '--mantine-color-default-color': scheme.text,
  '--mantine-color-default-border': scheme.edge,
  '--mantine-primary-color-contrast': scheme.hues.jade.onFilled,
  '--amate-paper': scheme.paper,
  '--amate-surface': scheme.surface,
  '--amate-sunken': scheme.sunken,
  '--amate-line': scheme.line,
  '--amate-edge': scheme.edge,
  '--amate-focus': scheme.focus,
});

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: schemeVariables(light), dark: schemeVariables(dark) });

const typeface = "'Inter Variable', system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** Compact, quiet, warm. Sizes: 14 px text, 4 px steps, 6 px corners. */
export const theme = createTheme({
  colors: Object.fromEntries([...hueNames.map((hue) => [hue, shades(hue)]), ['gray', bark], ['dark', night]]) as Record<string, MantineColorsTuple>,
  primaryColor: 'jade',
  primaryShade: { light: 7, dark: 5 },
  fontFamily: typeface,
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace",
  headings: {
    fontFamily: typeface, fontWeight: '650',
    sizes: { h1: { fontSize: '1.375rem', lineHeight: '1.3' }, h2: { fontSize: '1.125rem', lineHeight: '1.35' }, h3: { fontSize: '1rem', lineHeight: '1.4' } },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.5' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  focusClassName: 'amate-focus',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'bark', size: 'lg' } },
    TextInput: { defaultProps: { size: 'sm' } },
    ModalRoot: { defaultProps: { centered: true, padding: 'xl', transitionProps: { duration: 0 } } },
    ModalOverlay: { defaultProps: { backgroundOpacity: 0.5 } },
    Menu: { defaultProps: { shadow: 'md', withInitialFocusPlaceholder: false, transitionProps: { duration: 0 } } },
    Checkbox: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 0 } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});
