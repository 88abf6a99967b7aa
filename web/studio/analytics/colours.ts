/** The colours of what is drawn, by what they mean: those of the studio's tokens, as they are now. */

export interface Colours {
  paper: string;
  surface: string;
  line: string;
  ink: string;
  muted: string;
  accent: string;
  good: string;
  caution: string;
  bad: string;
  action: string;
  subfunnel: string;
  font: string;
}

const names = ['paper', 'surface', 'line', 'ink', 'muted', 'accent', 'good', 'caution', 'bad', 'action', 'subfunnel', 'font'] as const;

export function coloursOf(element: Element): Colours {
  const style = getComputedStyle(element);
  // Within SVG they stand in double quotes.
  const valueOf = (name: string) => style.getPropertyValue(`--${name}`).trim().replaceAll('"', "'");
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as unknown as Colours;
}

/** As the canvas of the builder has them. */
export const colourOfLayer = (colours: Colours, type: string | undefined): string =>
  ({
    start: colours.accent,
    result: colours.good,
    fatalistic: colours.bad,
    action: colours.action,
    subfunnel: colours.subfunnel,
  })[type ?? ''] ?? colours.muted;
