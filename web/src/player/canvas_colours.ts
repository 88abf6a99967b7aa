/** What the style sheets of page, theme and player make of the tokens, as the canvas painter takes it. */

const kNames = [
  'paper', 'surface', 'line', 'control', 'ink', 'muted', 'accent', 'on-accent', 'accent-ink', 'good', 'bad', 'tint',
];

export interface Tokens {
  colours: Record<string, number>;
  radius: number;
}

/** `probe` is an element inside of what is styled; it is left as it was. */
export function tokensAt(probe: HTMLElement): Tokens {
  const { style } = probe;
  const colours: Record<string, number> = {};
  for (const name of kNames) {
    style.setProperty('color', `var(--${name})`);
    const colour = numberOf(getComputedStyle(probe).color);
    if (colour !== undefined) colours[name] = colour;
  }
  style.removeProperty('color');
  style.setProperty('border-top-left-radius', 'var(--radius)');
  const radius = Number.parseFloat(getComputedStyle(probe).borderTopLeftRadius) || 0;
  style.removeProperty('border-top-left-radius');
  return { colours, radius };
}

/** `rgb(200, 64, 26)` and `color(srgb 0.78 0.25 0.1)` as red, green, blue and opacity in four bytes. */
export function numberOf(colour: string): number | undefined {
  const parts = (colour.match(/-?[\d.]+(e-?\d+)?%?/g) ?? []).map(Number.parseFloat);
  if (parts.length < 3 || parts.some(Number.isNaN)) return undefined;
  const scale = colour.startsWith('color(') ? 255 : 1;
  const [red = 0, green = 0, blue = 0] = parts.map((part) => Math.min(255, Math.max(0, Math.round(part * scale))));
  const opacity = Math.round((parts[3] ?? 1) * 255);
  return ((opacity << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
