// A page with nothing but the canvas, for its test.
import { loadDocument } from '../../../web/studio/document/load.ts';
import '../../../web/studio/board/board.ts';

/** Shows the definition; `board` and `told` (what the canvas told) are there for the test. */
globalThis.openBoard = async (definition, { theme = 'light', annotations = {}, isReadOnly = false } = {}) => {
  const document = await loadDocument();
  const misfit = document.open(JSON.stringify(definition));
  if (misfit) throw new Error(misfit.sentence);
  const board = globalThis.document.createElement('studio-board');
  Object.assign(board, { document, theme, annotations, isReadOnly });
  globalThis.board = board;
  globalThis.told = [];
  for (const name of ['select', 'open'])
    board.addEventListener(name, (event) => globalThis.told.push({ name, ...event.detail }));
  globalThis.document.querySelector('main').append(board);
  await board.drawn;
};
