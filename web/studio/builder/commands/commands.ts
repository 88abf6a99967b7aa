/** Everything that the builder can do, as entries of its command palette. */
import { copyText } from '../../base/copying.ts';
import type { IconName } from '../../base/icons.ts';
import { languageName } from '../../base/names.ts';
import { go } from '../../base/router.ts';
import { saveFile } from '../../base/saving.ts';
import { chooseScheme, schemes } from '../../base/scheme.ts';
import { languagesOf, layersOf, textOf } from '../../document/definition.ts';
import { placesOfMenu } from '../../shell/places.ts';
import { additionsTo } from '../additions.ts';
import type { Desk } from '../desk.ts';
import { ask } from '../inspector/place.ts';
import { layerIcons } from '../kinds.ts';
import { words as builderWords } from '../words.ts';
import { type Bench, type Foot, feet, type View, views } from './bench.ts';
import type { Entry } from './palette.ts';
import { words } from './words.ts';

const { groups } = words;
const entry = (id: string, label: string, icon: IconName, detail: string, act: () => void, more: Partial<Entry> = {}): Entry => ({
  id,
  label,
  icon,
  detail,
  act,
  ...more,
});

export function commandsOf(desk: Desk, bench: Bench): Entry[] {
  return [...editing(desk, bench), ...adding(desk), ...onCanvas(desk, bench), ...panels(desk, bench), ...places(desk, bench), ...looks(desk)];
}

function adding(desk: Desk): Entry[] {
  if (desk.isReadOnly) return [];
  return additionsTo(desk).map(({ label, icon, act }) => entry(`add ${label}`, words.add(label), icon ?? 'add', groups.add, act));
}

function editing(desk: Desk, bench: Bench): Entry[] {
  const { canvas, clipboard } = bench;
  const { document, isReadOnly } = desk;
  const { edit } = groups;
  const copying = [
    entry('find', words.findCommand, 'search', edit, () => bench.find(), { keys: 'Ctrl F' }),
    entry('copy', words.copy, 'copy', edit, () => void clipboard.copy(), { keys: 'Ctrl C' }),
    ...(canvas ? [entry('select_all', words.selectAll, 'check', edit, () => canvas.use('select_all'), { keys: 'Ctrl A' })] : []),
  ];
  if (isReadOnly) return copying;
  return [
    ...(document.undoName === null ? [] : [entry('undo', builderWords.undo(document.undoName), 'undo', edit, () => document.undo(), { keys: 'Ctrl Z' })]),
    ...(document.redoName === null ? [] : [entry('redo', builderWords.redo(document.redoName), 'redo', edit, () => document.redo(), { keys: 'Ctrl Y' })]),
    ...copying,
    entry('cut', words.cut, 'cut', edit, () => void clipboard.copy(true), { keys: 'Ctrl X' }),
    entry('paste', words.paste, 'paste', edit, () => void clipboard.paste(), { keys: 'Ctrl V' }),
    entry('duplicate', words.duplicate, 'copy', edit, () => clipboard.duplicate(), { keys: 'Ctrl D' }),
    ...(canvas ? [entry('remove', words.remove, 'trash', edit, () => canvas.use('remove'), { keys: 'Del' })] : []),
    entry('save', words.save, 'check', edit, () => bench.save(), { keys: 'Ctrl S' }),
  ];
}

function onCanvas(desk: Desk, { canvas }: Bench): Entry[] {
  const group = groups.canvas;
  const tidy = entry('tidy', words.tidy, 'tidy', group, () => (canvas ? canvas.use('tidy') : void ask(desk, { do: 'tidy' })), { keys: 'T', more: 'layout arrange' });
  if (!canvas) return desk.isReadOnly ? [] : [tidy];
  const tool = (name: string, label: string, icon: IconName, keys?: string) =>
    entry(name, label, icon, group, () => canvas.use(name), keys ? { keys } : {});
  return [
    ...(desk.isReadOnly ? [] : [tidy, tool('note', words.note, 'chat'), tool('frame', words.frame, 'grid')]),
    tool('fit', words.fit, 'fit', '1'),
    tool('fit_selection', words.fitSelection, 'fit', '2'),
    tool('zoom_in', words.zoomIn, 'add', '+'),
    tool('zoom_out', words.zoomOut, 'minus', '-'),
    tool('zoom_life', words.zoomLife, 'search', '0'),
    tool('map', words.map, 'map', 'M'),
  ];
}

const footIcons: Record<Foot, IconName> = { problems: 'alert', simulate: 'people', backtest: 'clock' };
const viewIcons: Record<View, IconName> = { canvas: 'template', beside: 'layer', preview: 'phone', json: 'file' };

function panels(desk: Desk, bench: Bench): Entry[] {
  const { view, release } = groups;
  return [
    ...views.map((one) => {
      const label = one === 'json' ? words.json : words.show(builderWords.views[one]);
      return entry(`view ${one}`, label, viewIcons[one], view, () => bench.look(one));
    }),
    ...feet.map((foot) => entry(foot, words.feet[foot], footIcons[foot], view, () => bench.stand(foot))),
    ...(desk.isReadOnly ? [] : [entry('publish', words.publish, 'rocket', release, () => bench.show('publish'))]),
    entry('history', words.history, 'clock', release, () => bench.show('history'), { more: 'releases roll back restore' }),
    entry('export', words.exportJson, 'download', release, () => exportOf(desk), { more: 'download json save' }),
    entry('copy_all', words.copyJson, 'copy', release, () => void copyText(desk.document.text()), { more: 'json export' }),
  ];
}

function exportOf({ document, slug }: Desk): void {
  saveFile(new Blob([document.text()], { type: 'application/json' }), `${slug}.json`);
}

function places(desk: Desk, bench: Bench): Entry[] {
  const name = encodeURIComponent(desk.slug);
  const to = (id: string, label: string, icon: IconName, href: string) => entry(`go ${id}`, label, icon, groups.go, () => go(href));
  return [
    to('analytics of this', words.analytics, 'chart', `#/analytics/${name}`),
    to('preview of this', words.previewPage, 'phone', `#/preview/${name}`),
    ...placesOfMenu().flatMap((group) => group.places.map(({ label, icon, path }) => to(path, label, icon, `#${path}`))),
    ...layersOf(desk.definition).map((layer, at) => {
      const id = textOf(layer, 'id');
      return entry(`layer ${id}`, words.layer(id), layerIcons[textOf(layer, 'type')] ?? 'layer', groups.go, () => bench.goTo(`/layers/${at}`), { isQuiet: true });
    }),
  ];
}

function looks(desk: Desk): Entry[] {
  const languages = languagesOf(desk.definition);
  return [
    ...(languages.length < 2 ? [] : languages).map((one) =>
      entry(`language ${one}`, words.shown(languageName(one)), 'chat', groups.language, () => (desk.language = one), { more: one }),
    ),
    ...schemes.map((one) =>
      entry(`scheme ${one}`, words.schemes[one], one === 'dark' ? 'moon' : one === 'light' ? 'sun' : 'screen', groups.look, () => chooseScheme(one), { more: 'theme scheme' }),
    ),
  ];
}
