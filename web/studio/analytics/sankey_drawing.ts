/** The ways that sessions went from layer to layer, and where they stopped. */
import type { Drawing, Numbers } from './chart.ts';
import { colourOfLayer } from './colours.ts';
import { cut, type Given, letters, tip } from './drawing_kit.ts';
import { countText } from './figures.ts';
import type { LayerCounts } from './numbers.ts';
import { words } from './words.ts';

export interface Way {
  from: string;
  to: string;
  sessions: number;
}

/** All ways, in the order of the layers. */
export const waysOf = (layers: readonly LayerCounts[]): Way[] =>
  layers.flatMap(({ layer, ways }) => Object.entries(ways).map(([to, sessions]) => ({ from: layer, to, sessions })));

/** What can be drawn from one side to the other: the ways that lead around are left out, the rarer ones first. */
export function withoutCircles(ways: readonly Way[]): { forth: Way[]; back: Way[] } {
  const onward = new Map<string, string[]>();
  const leads = (from: string, to: string, seen = new Set<string>()): boolean => {
    if (from === to) return true;
    if (seen.has(from)) return false;
    seen.add(from);
    return (onward.get(from) ?? []).some((next) => leads(next, to, seen));
  };
  const back: Way[] = [];
  for (const way of [...ways].sort((a, b) => b.sessions - a.sessions)) {
    if (leads(way.to, way.from)) back.push(way);
    else onward.set(way.from, [...(onward.get(way.from) ?? []), way.to]);
  }
  return { forth: ways.filter((way) => !back.includes(way)), back };
}

/** A name that no layer has. */
const kStopped = ' stopped';
const isEnd = ({ type }: LayerCounts): boolean => type === 'result' || type === 'fatalistic';

export function waysDrawing(layers: readonly LayerCounts[], numbers: Numbers): Drawing | undefined {
  const ways = waysOf(layers);
  if (ways.length === 0) return undefined;
  const { forth, back } = withoutCircles(ways);
  const stops = layers.filter((one) => !isEnd(one) && one.stopped > 0);
  const stopped = stops.reduce((sum, one) => sum + one.stopped, 0);
  const around = back.length === 0 ? '' : back.length === 1 ? ' One way leads back; it stands in the table alone.' : ` ${back.length} ways lead back; they stand in the table alone.`;
  const rows = [
    ...ways.map(({ from, to, sessions }) => ({ values: { from, to, sessions } })),
    ...stops.map(({ layer, stopped: sessions }) => ({ values: { from: layer, to: words.ways.stopped, sessions } })),
  ];
  return {
    heading: words.headings.ways,
    sentence: `How many sessions went from each layer to the next, each once; ${countText(stopped)} stopped on the way.${around}`,
    table: {
      columns: [
        { name: 'from', label: words.ways.from, kind: 'text' },
        { name: 'to', label: words.ways.to, kind: 'text' },
        { name: 'sessions', label: words.ways.sessions, kind: 'count' },
      ],
      rows,
    },
    height: Math.min(640, 220 + 26 * layers.length),
    leastWidth: 620,
    numbers,
    draw: (colours) => {
      const types = new Map(layers.map(({ layer, type }) => [layer, type]));
      const colourOf = (name: string) => (name === kStopped ? colours.bad : colourOfLayer(colours, types.get(name)));
      const names = new Set([...forth.flatMap(({ from, to }) => [from, to]), ...stops.map(({ layer }) => layer)]);
      const said = (name: string) => (name === kStopped ? words.ways.stopped : name);
      const links = [
        ...forth.map(({ from, to, sessions }) => ({ source: from, target: to, value: sessions })),
        ...stops.map(({ layer, stopped: value }) => ({ source: layer, target: kStopped, value })),
      ];
      return {
        tooltip: tip(colours, ({ dataType, data, name, value }: Given) => {
          if (dataType !== 'edge') return `${said(name)}\n${countText(Number(value))} sessions`;
          const link = data as { source: string; target: string; value: number };
          return `${said(link.source)} → ${said(link.target)}\n${countText(link.value)} sessions`;
        }),
        series: {
          type: 'sankey',
          left: 2,
          right: 110,
          top: 8,
          bottom: 8,
          nodeWidth: 12,
          nodeGap: 14,
          draggable: false,
          emphasis: { focus: 'adjacency' },
          label: { ...letters(colours), formatter: ({ name }: Given) => cut(said(name), 18) },
          lineStyle: { color: 'source', opacity: 0.26, curveness: 0.5 },
          data: [...names, ...(stops.length > 0 ? [kStopped] : [])].map((name) => ({ name, itemStyle: { color: colourOf(name), borderWidth: 0 } })),
          links: links.map((link) => (link.target === kStopped ? { ...link, lineStyle: { color: colours.bad, opacity: 0.2 } } : link)),
        },
      };
    },
  };
}
