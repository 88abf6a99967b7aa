/** What the drawings have in common: axes, letters, and tips that are drawn as text. */
import type { Colours } from './colours.ts';
import { shortText } from './figures.ts';

type Options = Record<string, unknown>;

/** Two lines of text: what it is, then what was counted. */
export const tip = (colours: Colours, formatter: (given: Given) => string): Options => ({
  trigger: 'item',
  renderMode: 'richText',
  confine: true,
  backgroundColor: colours.ink,
  borderWidth: 0,
  padding: [8, 10],
  textStyle: { color: colours.paper, fontFamily: colours.font, fontSize: 12 },
  formatter,
});

/** What ECharts tells of what is pointed at. */
export interface Given {
  name: string;
  dataIndex: number;
  seriesName?: string;
  dataType?: string;
  data?: unknown;
  value?: unknown;
}

export const letters = (colours: Colours, colour = colours.ink): Options => ({
  color: colour,
  fontFamily: colours.font,
  fontSize: 12,
});

export const wordAxis = (colours: Colours, names: readonly string[], more: Options = {}): Options => ({
  type: 'category',
  data: names,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: colours.line } },
  axisLabel: { ...letters(colours, colours.muted), ...more },
});

export const numberAxis = (colours: Colours, written: (value: number) => string = shortText): Options => ({
  type: 'value',
  axisLabel: { ...letters(colours, colours.muted), formatter: written },
  splitLine: { lineStyle: { color: colours.line } },
  minInterval: written === shortText ? 1 : 0,
});

/** Letters, so that a text fits into some points of width. */
export const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, Math.max(1, most - 1))}…` : text;
