/** The dashboards' charts, each with the sentence that says what it shows and the table that says it in numbers. */
import { layerNames } from '../base/format_words.ts';
import type { Drawing, Numbers } from './chart.ts';
import { colourOfLayer } from './colours.ts';
import { cut, type Given, letters, numberAxis, tip, wordAxis } from './drawing_kit.ts';
import { countText, dayText, type Kind, rateText } from './figures.ts';
import type { Counts, LayerCounts, Part, Statistics } from './numbers.ts';
import type { Column, Table } from './table.ts';
import { words } from './words.ts';

const { headings, counts } = words;

const columnsOf = (names: readonly (keyof Counts)[]): Column[] =>
  names.map((name) => ({ name, label: counts[name], kind: (name.endsWith('rate') ? 'rate' : 'count') as Kind }));

const stages = ['visits', 'sessions', 'completions', 'converted'] as const;

/** From the first sight of the player to the goal. */
export function funnelDrawing(whole: Statistics, hasVisits: boolean, numbers: Numbers): Drawing {
  const shown = stages.filter((name) => hasVisits || name !== 'visits');
  const first = whole[shown[0]!];
  const share = (name: (typeof stages)[number]) => (first === 0 ? null : whole[name] / first);
  const ended = first === 0 ? '' : `, ${rateText(whole.converted / first)} of them`;
  return {
    heading: headings.funnel,
    sentence: `Of ${words.counted[hasVisits ? 'visits' : 'sessions'](first)}, ${countText(whole.converted)} came to a conversion${ended}.`,
    table: {
      columns: [
        { name: 'stage', label: 'Stage', kind: 'text' },
        { name: 'count', label: 'Count', kind: 'count' },
        { name: 'share', label: `Of ${counts[shown[0]!].toLowerCase()}`, kind: 'rate' },
      ],
      rows: shown.map((name) => ({ values: { stage: counts[name], count: whole[name], share: share(name) } })),
    },
    height: 48 * shown.length,
    numbers,
    draw: (colours, width) => {
      const colour = { visits: colours.muted, sessions: colours.ink, completions: colours.accent, converted: colours.good };
      const of = ({ dataIndex }: Given) => shown[dataIndex]!;
      const figures = {
        position: 'right',
        formatter: (given: Given) => {
          const part = share(of(given));
          return `{a|${countText(whole[of(given)])}}${part === null ? '' : `  {b|${rateText(part)}}`}`;
        },
        rich: { a: { fontWeight: 650, fontSize: 15, color: colours.ink }, b: { color: colours.muted, fontSize: 12 } },
      };
      return {
        grid: { left: 0, right: width < 480 ? 76 : 112, top: 0, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        tooltip: tip(colours, (given) => `${counts[of(given)]}\n${countText(whole[of(given)])}`),
        xAxis: { type: 'value', show: false, min: 0, max: Math.max(1, ...shown.map((name) => whole[name])) },
        yAxis: { ...wordAxis(colours, shown.map((name) => counts[name]), { interval: 0 }), inverse: true, axisLine: { show: false } },
        series: {
          type: 'bar',
          barWidth: 34,
          // What is left to the first of them is seen, too.
          showBackground: true,
          backgroundStyle: { color: colours.line, opacity: 0.45 },
          label: { show: true, ...letters(colours), ...figures },
          data: shown.map((name) => ({ value: whole[name], itemStyle: { color: colour[name] } })),
        },
      };
    },
  };
}

const layerColumns: readonly Column[] = [
  { name: 'layer', label: words.layers.layer, kind: 'text' },
  { name: 'type', label: words.layers.type, kind: 'text' },
  { name: 'reached', label: words.layers.reached, kind: 'count' },
  { name: 'passed', label: words.layers.passed, kind: 'count' },
  { name: 'stopped', label: words.layers.stopped, kind: 'count' },
  { name: 'stopped_rate', label: words.layers.stopped_rate, kind: 'rate' },
  { name: 'dropped', label: words.layers.dropped, kind: 'count' },
  { name: 'median_ms', label: words.layers.median_ms, kind: 'time' },
  { name: 'p90_ms', label: words.layers.p90_ms, kind: 'time' },
];

export const kindOf = (layer: LayerCounts): string => layerNames[layer.type ?? ''] ?? words.layers.unknown;
const isEnd = ({ type }: LayerCounts): boolean => type === 'result' || type === 'fatalistic';

export const layerTable = (layers: readonly LayerCounts[]): Table => ({
  columns: layerColumns,
  rows: layers.map((layer) => ({
    values: {
      ...layer,
      type: kindOf(layer),
      // Whoever comes to an end has not dropped off.
      stopped_rate: isEnd(layer) ? null : layer.stopped_rate,
      median_ms: layer.time?.median_ms,
      p90_ms: layer.time?.p90_ms,
    } as unknown as Record<string, string | number | null>,
  })),
});

/** Each layer's visitors, in those who went on and those who stopped there. */
export function layersDrawing(whole: Statistics, numbers: Numbers): Drawing {
  const { layers } = whole;
  const worst = layers.filter((one) => !isEnd(one) && one.stopped > 0).sort((a, b) => b.stopped - a.stopped)[0];
  const lost = worst && `Most stop at ${worst.layer}: ${countText(worst.stopped)} of ${countText(worst.reached)}.`;
  return {
    heading: headings.layers,
    sentence: `How many sessions reached each layer, and how many came no further. ${lost ?? 'Nobody stopped before the end.'}`,
    table: layerTable(layers),
    height: 44 + 30 * layers.length,
    numbers,
    draw: (colours, width) => {
      const most = width < 480 ? 14 : 26;
      const bar = (name: string, values: (layer: LayerCounts) => number, style: (layer: LayerCounts) => object) => ({
        type: 'bar',
        name,
        stack: 'all',
        barMaxWidth: 20,
        data: layers.map((layer) => ({ value: values(layer), itemStyle: style(layer) })),
      });
      const full = ({ type }: LayerCounts) => ({ color: colourOfLayer(colours, type) });
      // Hollow, so that it is told apart without colours, too.
      const hollow = { color: colours.paper, borderColor: colours.bad, borderWidth: 1.5 };
      const names = layers.map(({ layer }) => layer);
      return {
        grid: { left: 0, right: 12, top: 4, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        tooltip: tip(colours, ({ dataIndex }) => {
          const { layer, reached, stopped } = layers[dataIndex]!;
          return `${layer}\n${countText(reached)} reached it, ${countText(stopped)} came no further`;
        }),
        xAxis: numberAxis(colours),
        // The first layer stands on top.
        yAxis: { ...wordAxis(colours, names, { formatter: (text: string) => cut(text, most), interval: 0 }), inverse: true },
        series: [
          bar(words.layers.passed, (layer) => layer.reached - layer.stopped, full),
          bar(words.layers.stopped, ({ stopped }) => stopped, (layer) => (isEnd(layer) ? full(layer) : hollow)),
        ],
      };
    },
  };
}

/** Visits and sessions of each day. Days without any are days, too. */
export function daysDrawing(parts: readonly Part[], days: readonly string[], hasVisits: boolean, numbers: Numbers): Drawing {
  const of = new Map(parts.map((part) => [part.value, part]));
  const shown = days.length > 0 ? days : parts.map(({ value }) => value);
  const names = (hasVisits ? ['visits', 'sessions', 'completions'] : ['sessions', 'completions']) as ('visits' | 'sessions' | 'completions')[];
  const best = [...parts].sort((a, b) => b.sessions - a.sessions)[0];
  return {
    heading: headings.days,
    sentence: best
      ? `${names.map((name) => counts[name]).join(', ')} of each day. Most sessions, ${countText(best.sessions)}, came on ${dayText(best.value)}. ${words.utc}`
      : words.utc,
    table: partsTable('day', parts, (value) => value),
    height: 260,
    numbers,
    draw: (colours) => {
      const colour = { visits: colours.muted, sessions: colours.ink, completions: colours.accent };
      return {
        grid: { left: 0, right: 12, top: 34, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        tooltip: {
          ...tip(colours, (given) => {
            const list = given as unknown as Given[];
            const day = shown[list[0]!.dataIndex]!;
            return `${dayText(day)}\n${names.map((name) => `${counts[name]} ${countText(of.get(day)?.[name] ?? 0)}`).join('\n')}`;
          }),
          trigger: 'axis',
        },
        legend: { left: 0, top: 0, itemWidth: 18, itemGap: 18, selectedMode: false, textStyle: letters(colours) },
        xAxis: { ...wordAxis(colours, shown.map(dayText), { hideOverlap: true }), boundaryGap: shown.length === 1 },
        yAxis: numberAxis(colours),
        series: names.map((name) => ({
          type: 'line',
          name: counts[name],
          color: colour[name],
          symbol: 'circle',
          symbolSize: 5,
          showSymbol: shown.length < 40,
          lineStyle: { width: 2, type: name === 'visits' ? 'dashed' : 'solid' },
          areaStyle: name === 'sessions' ? { color: colours.ink, opacity: 0.06 } : undefined,
          data: shown.map((day) => of.get(day)?.[name] ?? 0),
        })),
      };
    },
  };
}

export function partsTable(name: string, parts: readonly Part[], label: (value: string) => string): Table {
  const shown = ['visits', 'sessions', 'completions', 'completion_rate', 'converted', 'converted_rate', 'abandoned'] as const;
  return {
    columns: [
      { name, label: words.parts[name as keyof typeof words.parts], kind: name === 'day' ? 'day' : 'text' },
      ...columnsOf(shown),
    ],
    rows: parts.map((part) => ({ values: { ...part, [name]: label(part.value) } as unknown as Record<string, number | string> })),
  };
}

/** Sessions under each value, and how many of them converted. */
export function partsDrawing(
  name: 'channel' | 'language' | 'release',
  heading: string,
  parts: readonly Part[],
  label: (value: string) => string,
  numbers: Numbers,
): Drawing {
  const most = [...parts].sort((a, b) => b.sessions - a.sessions)[0];
  const labels = parts.map(({ value }) => label(value));
  return {
    heading,
    sentence: `Sessions, and those of them that converted.${most && parts.length > 1 ? ` The most: ${label(most.value)}, ${countText(most.sessions)}.` : ''}`,
    table: partsTable(name, parts, label),
    height: 40 + 36 * Math.max(1, parts.length),
    numbers,
    draw: (colours) => ({
      grid: { left: 0, right: 44, top: 4, bottom: 0, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      tooltip: tip(colours, ({ dataIndex }) => {
        const { sessions, converted, converted_rate } = parts[dataIndex]!;
        const rate = converted_rate === null ? '' : `, ${rateText(converted_rate)}`;
        return `${labels[dataIndex]}\n${countText(sessions)} sessions, ${countText(converted)} converted${rate}`;
      }),
      xAxis: numberAxis(colours),
      yAxis: { ...wordAxis(colours, labels, { formatter: (text: string) => cut(text, 18), interval: 0 }), inverse: true },
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          itemStyle: { color: colours.muted },
          label: { show: true, position: 'right', ...letters(colours), formatter: ({ dataIndex }: Given) => countText(parts[dataIndex]!.sessions) },
          data: parts.map(({ sessions }) => sessions),
        },
        { type: 'bar', barMaxWidth: 18, barGap: '-100%', itemStyle: { color: colours.good }, data: parts.map(({ converted }) => converted) },
      ],
    }),
  };
}
