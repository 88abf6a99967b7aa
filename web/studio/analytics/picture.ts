/** A chart as a file: what is on the screen, drawn anew without motion. */
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Option } from './echarts.ts';
import { emptiesWithoutMarkup } from './echarts.ts';

use([SVGRenderer]);

export interface PictureWish {
  option: Option;
  width: number;
  height: number;
  paper: string;
}

const still = (wish: PictureWish): Option => ({ ...wish.option, animation: false, backgroundColor: wish.paper });

/** As text; the renderer needs no page for it. */
export function svgOf(wish: PictureWish): Blob {
  const { width, height } = wish;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(still(wish));
  const text = chart.renderToSVGString();
  chart.dispose();
  return new Blob([text], { type: 'image/svg+xml' });
}

/** With twice as many points. */
export async function pngOf(wish: PictureWish): Promise<Blob> {
  const { width, height } = wish;
  const host = document.createElement('div');
  emptiesWithoutMarkup(host);
  const chart = init(host, null, { renderer: 'canvas', width, height, devicePixelRatio: 2 });
  chart.setOption(still(wish));
  const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: wish.paper });
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  chart.dispose();
  if (!made) throw new Error('the browser made no picture');
  return made;
}
