/** Messages: what a layer says. */
import { html, nothing } from 'lit';
import type { ViewComponent } from '../engine/engine.ts';
import { safeImage } from './safe_url.ts';
import type { Painter, Stage } from './stage.ts';

export const paintTexts: Painter = ({ title, subtitle, text }) => html`
  ${title ? html`<h2 class="title" tabindex="-1">${title}</h2>` : nothing}
  ${subtitle ? html`<p class="subtitle">${subtitle}</p>` : nothing}
  ${text ? html`<p class="text">${text}</p>` : nothing}
`;

/** Without words of its own a picture is an ornament of those beside it. */
export function paintPicture({ image, alt = '' }: ViewComponent, { base }: Stage) {
  const source = safeImage(image, base);
  return source ? html`<img class="picture" src=${source} alt=${alt} decoding="async" />` : nothing;
}

export const paintSimple: Painter = (component, stage) =>
  html`<div class="message">${paintPicture(component, stage)} ${paintTexts(component, stage)}</div>`;
