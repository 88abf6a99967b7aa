/** Messages: what a layer says. */
import { html, nothing } from 'lit';
import { safeImage } from './safe_url.ts';
import type { Painter } from './stage.ts';

export const paintTexts: Painter = ({ title, subtitle, text }) => html`
  ${title ? html`<h2 class="title" tabindex="-1">${title}</h2>` : nothing}
  ${subtitle ? html`<p class="subtitle">${subtitle}</p>` : nothing}
  ${text ? html`<p class="text">${text}</p>` : nothing}
`;

export const paintSimple: Painter = (component, stage) => {
  const source = safeImage(component.image, stage.base);
  // With words beside it the picture is an ornament; alone it has no name that we could give it.
  return html`<div class="message">
    ${source ? html`<img class="picture" src=${source} alt="" decoding="async" />` : nothing}
    ${paintTexts(component, stage)}
  </div>`;
};
