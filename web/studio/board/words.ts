/** What the canvas says, besides what it paints. */
export const words = {
  name: (title: string) => `Canvas of ${title || 'the funnel'}`,
  help: 'Arrow keys go along the ways, Enter opens, Shift F10 opens the menu, Delete removes, plus and minus zoom, T tidies up, M shows the map. The outline has the same content.',
  absent: 'This browser does not draw the canvas. The outline shows the same funnel.',
  failed: 'The canvas could not be loaded. The outline shows the same funnel.',
};
