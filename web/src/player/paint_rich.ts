/** The text of a message that is written in markdown: the engine has read it, these are its blocks. */
import { html, nothing, type TemplateResult } from 'lit';
import type { RichBlock, RichRun } from '../engine/engine.ts';
import { linkOut, type Stage } from './stage.ts';

type Words = string | TemplateResult;

/** Neighbours that are alike, together. */
function groups<T>(all: readonly T[], alike: (a: T, b: T) => boolean): T[][] {
  const made: T[][] = [];
  for (const one of all) {
    const last = made.at(-1);
    if (last && alike(last[0]!, one)) last.push(one);
    else made.push([one]);
  }
  return made;
}

function paintRun({ text, bold, italic }: RichRun): Words {
  const words: Words = italic ? html`<em>${text}</em>` : text;
  return bold ? html`<strong>${words}</strong>` : words;
}

const paintRuns = (runs: readonly RichRun[], stage: Stage) =>
  groups(runs, (a, b) => a.url === b.url).map((one) => {
    const words = one.map(paintRun);
    return linkOut(one[0]!.url, stage, words) ?? words;
  });

function paintBlocks(blocks: RichBlock[], stage: Stage): TemplateResult {
  const [first] = blocks;
  if (first!.kind === 'bullet') {
    return html`<ul class="text points">${blocks.map(({ runs }) => html`<li>${paintRuns(runs, stage)}</li>`)}</ul>`;
  }
  if (first!.kind === 'numbered') {
    return html`<ol class="text points">${blocks.map(
      ({ number, runs }) => html`<li value=${number ?? nothing}>${paintRuns(runs, stage)}</li>`,
    )}</ol>`;
  }
  return html`${blocks.map(({ runs }) => html`<p class="text">${paintRuns(runs, stage)}</p>`)}`;
}

export const paintRich = (rich: readonly RichBlock[], stage: Stage): TemplateResult =>
  html`<div class="rich">${groups(rich, (a, b) => a.kind === b.kind).map((one) => paintBlocks(one, stage))}</div>`;
