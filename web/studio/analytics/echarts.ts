/**
 * Apache ECharts under the studio's policy: only what the dashboards draw with, on a canvas, tooltips
 * as drawn text. No markup is ever given to the page.
 */
import { BarChart, CustomChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, LegendPlainComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, CustomChart, LineChart, SankeyChart, GridComponent, LegendPlainComponent, TooltipComponent, CanvasRenderer]);

export type Option = EChartsCoreOption;

/** A chart in that element, which is its own. */
export function drawIn(host: HTMLElement): ECharts {
  emptiesWithoutMarkup(host);
  return init(host, null, { renderer: 'canvas' });
}

/**
 * The canvas renderer empties its element by `innerHTML = ''`, which the policy refuses as it refuses
 * all markup. Of this one element the empty text is taken, and nothing else.
 */
export function emptiesWithoutMarkup(host: HTMLElement): void {
  Object.defineProperty(host, 'innerHTML', {
    configurable: true,
    get: () => '',
    set: (markup: unknown) => {
      if (markup !== '') throw new TypeError('a chart takes no markup');
      host.replaceChildren();
    },
  });
}
