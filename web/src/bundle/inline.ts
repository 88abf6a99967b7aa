/** What a bundled page carries beside its script: `tundish bundle` writes it there. */
export interface Inline {
  release: { hash: string; text: string };
  /** The engine, in base64. */
  engine: string;
  /** Pictures of the funnel by the address that it has for them, written out. */
  pictures: Record<string, string>;
}

const element = document.getElementById('tundish-inline');
if (!element) throw new Error('tundish: this page was not made by `tundish bundle`');

export const inline = JSON.parse(element.textContent ?? '') as Inline;
// It has done its duty, and is as long as everything else together.
element.remove();
