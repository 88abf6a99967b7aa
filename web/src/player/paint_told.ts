/**
 * Messages beside the plain ones: compound, hyperlink, list, place, file, picture, sound, film. The
 * chat look draws them in its bubbles, too.
 */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { ViewComponent, ViewItem } from '../engine/engine.ts';
import { drawn } from './icons.ts';
import { paintPicture, paintTexts } from './paint_message.ts';
import { paintRich } from './paint_rich.ts';
import type { Part } from './parts.ts';
import { safeFile, safeImage } from './safe_url.ts';
import { sheetOf } from './sheet.ts';
import { linkOut, type Painter, type Stage } from './stage.ts';
import css from './told.css?inline';

/** Drawings that nobody else needs. */
const drawings = {
  place: svg`<path d="M12 21s6.5-5.6 6.5-11a6.5 6.5 0 0 0-13 0C5.5 15.4 12 21 12 21z"/><circle cx="12" cy="10" r="2.4"/>`,
  file: svg`<path d="M13.5 3.5h-6a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h9a2 2 0 0 0 2-2v-10zm0 0v5h5"/>`,
};

/** `https://example.org/prices` → `example.org/prices` */
const readable = (address: string) => address.replace(/^(https?:\/\/|mailto:|tel:)|\/$/g, '');

function row({ title, description, image, url, section }: ViewItem, last: string | undefined, stage: Stage): TemplateResult {
  const picture = safeImage(image, stage.base);
  return html`${section && section !== last ? html`<li class="section">${section}</li>` : nothing}
    <li class="row">
      ${picture ? html`<img src=${picture} alt="" decoding="async" />` : nothing}
      <span class="words">${linkOut(url, stage, title) ?? html`<b>${title}</b>`}
        ${description ? html`<span class="help">${description}</span>` : nothing}</span>
    </li>`;
}

/** Quick replies are offered where a reply is made. */
function rows({ items = [], appearance }: ViewComponent, stage: Stage) {
  if (items.length === 0 || appearance === 'quick_reply') return nothing;
  return html`<ul class="rows">
    ${items.map((item, index) => row(item, items[index - 1]?.section, stage))}
  </ul>`;
}

/** Opens in the map that the device has, or in one on the web. */
function place({ latitude, longitude }: ViewComponent, stage: Stage) {
  if (latitude === undefined || longitude === undefined) return nothing;
  const address = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;
  const words = html`${drawn(drawings.place)} ${latitude}, ${longitude}`;
  return html`<p>${linkOut(address, stage, words)}</p>`;
}

/** What a message points at: a medium that the browser plays, a file, a page. */
function target(component: ViewComponent, stage: Stage): TemplateResult | typeof nothing {
  const { url, media_type = '', appearance, title, text } = component;
  if (!url) return nothing;
  const file = safeFile(url, stage.base);
  const name = title ?? text ?? readable(url);
  if (file && appearance === 'media') {
    if (media_type.startsWith('image/')) return html`<img class="picture" src=${file} alt=${name} decoding="async" />`;
    if (media_type.startsWith('audio/')) return html`<audio class="medium" controls preload="none" src=${file} aria-label=${name}></audio>`;
    if (media_type.startsWith('video/')) return html`<video class="medium" controls preload="metadata" playsinline src=${file} aria-label=${name}></video>`;
  }
  const isFile = appearance === 'asset' || appearance === 'media';
  const words = isFile ? html`${drawn(drawings.file)} ${name}` : readable(url);
  return html`<p>${linkOut(url, stage, words) ?? url}</p>`;
}

/** What is shown of a message beside its texts. */
export function paintBeside(component: ViewComponent, stage: Stage): TemplateResult {
  return html`${target(component, stage)} ${place(component, stage)} ${rows(component, stage)}`;
}

/** The text of a message, with its formatting where it has some. */
export function paintWords({ rich, text }: ViewComponent, stage: Stage) {
  if (rich) return paintRich(rich, stage);
  return text ? html`<p class="text">${text}</p>` : nothing;
}

const paintTold: Painter = (component, stage) => {
  const { text: _, ...titles } = component;
  return html`<div class="message">
    ${paintPicture(component, stage)} ${paintTexts(titles, stage)} ${paintWords(component, stage)}
    ${paintBeside(component, stage)}
  </div>`;
};

export const sheet = sheetOf(css);

export const part: Part = {
  painters: {
    simple: paintTold,
    image: paintTold,
    compound: paintTold,
    hyperlink: paintTold,
    text: paintTold,
    quick_reply: paintTold,
    list: paintTold,
    location: paintTold,
    asset: paintTold,
    media: paintTold,
  },
  sheet,
};
