/** How the variants of an experiment do: a rate each, and where it may lie. */
import type { Drawing, Numbers } from './chart.ts';
import type { Colours } from './colours.ts';
import { cut, type Given, numberAxis, tip, wordAxis } from './drawing_kit.ts';
import { countText, rateText } from './figures.ts';
import type { Experiment, Variant } from './numbers.ts';
import { words } from './words.ts';

const { experiments } = words;

export const verdictOf = (experiment: Experiment, { variant, comparison }: Variant): string => {
  if (variant === experiment.control) return experiments.control;
  return comparison ? experiments.verdicts[comparison.verdict]! : experiments.alone;
};

function sentenceOf(experiment: Experiment): string {
  const others = experiment.variants.filter(({ comparison }) => comparison);
  const { control } = experiment;
  if (others.length === 0) return `Everybody met ${control}, so there is nothing to compare.`;
  const clear = others.filter(({ comparison }) => comparison!.verdict === 'better' || comparison!.verdict === 'worse');
  if (clear.length > 0) {
    return clear.map(({ variant, comparison }) => `${variant} does ${comparison!.verdict} than ${control}.`).join(' ');
  }
  const isEarly = others.some(({ comparison }) => comparison!.verdict === 'too_few');
  return isEarly ? `There are not enough sessions yet to compare with ${control}.` : `No variant differs from ${control} by more than chance may.`;
}

const colourOf = (colours: Colours, { comparison }: Variant): string =>
  comparison?.verdict === 'better' ? colours.good : comparison?.verdict === 'worse' ? colours.bad : colours.muted;

export function experimentDrawing(experiment: Experiment, numbers: Numbers): Drawing {
  const { variants } = experiment;
  return {
    heading: `${words.experiments.experiment}: ${experiment.experiment}`,
    sentence: sentenceOf(experiment),
    table: {
      columns: [
        { name: 'variant', label: experiments.variant, kind: 'text' },
        { name: 'sessions', label: experiments.sessions, kind: 'count' },
        { name: 'reached', label: experiments.reached, kind: 'count' },
        { name: 'rate', label: experiments.rate, kind: 'rate' },
        { name: 'low', label: experiments.low, kind: 'rate' },
        { name: 'high', label: experiments.high, kind: 'rate' },
        { name: 'difference', label: experiments.difference, kind: 'points' },
        { name: 'differenceLow', label: experiments.differenceLow, kind: 'points' },
        { name: 'differenceHigh', label: experiments.differenceHigh, kind: 'points' },
        { name: 'p', label: experiments.p, kind: 'chance' },
        { name: 'verdict', label: experiments.verdict, kind: 'text' },
      ],
      rows: variants.map((one) => ({
        values: {
          variant: one.variant,
          sessions: one.sessions,
          reached: one.reached,
          rate: one.rate,
          low: one.interval?.low,
          high: one.interval?.high,
          difference: one.comparison?.difference,
          differenceLow: one.comparison?.interval.low,
          differenceHigh: one.comparison?.interval.high,
          p: one.comparison?.p,
          verdict: verdictOf(experiment, one),
        },
      })),
    },
    height: 44 + 40 * variants.length,
    numbers,
    draw: (colours) => ({
      grid: { left: 0, right: 16, top: 8, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      tooltip: tip(colours, ({ dataIndex }: Given) => {
        const one = variants[dataIndex]!;
        if (one.rate === undefined) return one.variant;
        const { low, high } = one.interval!;
        return `${one.variant}: ${rateText(one.rate)} of ${countText(one.sessions)}\nbetween ${rateText(low)} and ${rateText(high)}`;
      }),
      xAxis: { ...numberAxis(colours, rateText), min: 0 },
      yAxis: { ...wordAxis(colours, variants.map(({ variant }) => variant), { formatter: (text: string) => cut(text, 16), interval: 0 }), inverse: true },
      series: {
        type: 'custom',
        renderItem: interval(colours, variants),
        encode: { x: [0, 1, 2], y: 3 },
        data: variants.map((one, index) => [one.interval?.low ?? 0, one.rate ?? 0, one.interval?.high ?? 0, index]),
      },
    }),
  };
}

interface Drawer {
  value(index: number): number;
  coord(at: number[]): number[];
}

/** A line from end to end with a dot at the rate. */
const interval = (colours: Colours, variants: readonly Variant[]) => (given: { dataIndex: number }, api: Drawer) => {
  const one = variants[given.dataIndex]!;
  if (one.rate === undefined) return undefined;
  const [low, rate, high] = [0, 1, 2].map((index) => api.coord([api.value(index), api.value(3)]));
  const colour = colourOf(colours, one);
  const y = rate![1]!;
  const stroke = { stroke: colour, lineWidth: 3 };
  const line = (x1: number, y1: number, x2: number, y2: number) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: stroke });
  return {
    type: 'group',
    children: [
      line(low![0]!, y, high![0]!, y),
      line(low![0]!, y - 6, low![0]!, y + 6),
      line(high![0]!, y - 6, high![0]!, y + 6),
      { type: 'circle', shape: { cx: rate![0]!, cy: y, r: 7 }, style: { fill: colour, stroke: colours.paper, lineWidth: 2 } },
    ],
  };
};
