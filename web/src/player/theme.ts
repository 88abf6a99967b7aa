/**
 * The funnel's own colours and type over the player's tokens. The page's style sheet still has the
 * last word.
 */
import type { Theme } from '../engine/engine.ts';
import { sheetOf } from './sheet.ts';

/** A style sheet that holds one rule for the host. */
export const themeSheet = (): CSSStyleSheet => sheetOf(':host{}');

/** Writes the theme into the sheet; properties the theme does not name fall back to the tokens. */
export function applyTheme(sheet: CSSStyleSheet, theme: Theme | undefined): void {
  sheet.replaceSync(':host{}');
  const { style } = sheet.cssRules[0] as CSSStyleRule;
  const set = (name: string, value: string | undefined) => {
    if (value !== undefined) style.setProperty(`--tundish-${name}`, value);
  };
  set('accent', theme?.brand);
  set('on-accent', theme?.brand && readableOn(theme.brand));
  // Nobody knows whether a colour chosen for buttons can be read as text.
  set('accent-share', theme?.brand && '60%');
  set('paper', theme?.background);
  set('ink', theme?.text);
  set('font', theme?.font);
  set('radius', theme?.radius === undefined ? undefined : `${theme.radius}px`);
  if (theme?.background && theme.text) {
    set('surface', `color-mix(in srgb, ${theme.text} 5%, ${theme.background})`);
    set('line', `color-mix(in srgb, ${theme.text} 16%, ${theme.background})`);
    set('control', `color-mix(in srgb, ${theme.text} 58%, ${theme.background})`);
    set('muted', `color-mix(in srgb, ${theme.text} 72%, ${theme.background})`);
  }
}

/**
 * The scheme that suits the theme's own background; undefined when it has none that can be judged.
 */
export function schemeOf(theme: Theme | undefined): 'light' | 'dark' | undefined {
  const luminance = theme?.background === undefined ? undefined : luminanceOf(theme.background);
  return luminance === undefined ? undefined : luminance > 0.2 ? 'light' : 'dark';
}

/** Black or white, whichever is easier to read on a colour written as #rgb or #rrggbb. */
export function readableOn(color: string): string | undefined {
  const luminance = luminanceOf(color);
  if (luminance === undefined) return undefined;
  const onWhite = 1.05 / (luminance + 0.05);
  const onInk = (luminance + 0.05) / (kInkLuminance + 0.05);
  return onWhite >= onInk ? '#ffffff' : '#14171a';
}

const kInkLuminance = 0.0086;

/** Relative luminance as WCAG defines it; undefined for a colour that is not written in digits. */
function luminanceOf(color: string): number | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(color);
  const digits = short
    ? short.slice(1).map((digit) => digit + digit)
    : /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(color)?.slice(1);
  if (!digits) return undefined;
  const [red = 0, green = 0, blue = 0] = digits.map((pair) =>
    linear(Number.parseInt(pair, 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
