/** What the clipboard says. */
const counted = (count: number, one: string, many: string) => (count === 1 ? `1 ${one}` : `${count} ${many}`);

export const words = {
  layers: (count: number) => counted(count, 'layer', 'layers'),
  notes: (count: number) => counted(count, 'note', 'notes'),
  part: (id: string) => `“${id}”`,
  copied: (what: string) => `${what} copied.`,
  cut: (what: string) => `${what} cut.`,
  pasted: (what: string) => `${what} pasted.`,
  nothing: 'Choose something to copy.',
  foreign: 'What is on the clipboard is no part of a funnel.',
  noLayer: 'Choose the layer to paste it into.',
  noActions: 'Only an action layer has actions. Choose one to paste it into.',
  noParts: 'This layer has no such parts. Choose another one to paste it into.',
  unreadable: 'The clipboard cannot be read here. Press Ctrl V on the canvas or the outline.',
  cutName: 'Cut',
  pasteName: 'Paste',
  duplicateName: 'Duplicate',
};
