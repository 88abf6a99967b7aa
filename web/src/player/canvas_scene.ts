/** What the canvas painter is shown: the view, and beside it what only the player knows. */
import type { AnswerValue, FileReference, ViewComponent } from '../engine/engine.ts';
import type { Tools } from './canvas_tools.ts';
import type { Spoken } from './chat_look.ts';
import type { Desks } from './desks.ts';
import type { Scene } from './scene.ts';
import { filesOf, problemSentences, shownValue, type Stage } from './stage.ts';
import { endingOf } from './states.ts';
import { readableSize, type Strings } from './strings.ts';

type Notes = Record<string, unknown>;

/** Names are set apart in the words that the player says of them; on a canvas by a space. */
function wordsOf(strings: Strings): Record<string, string> {
  const plain = Object.entries(strings).filter(([, words]) => typeof words === 'string');
  const named = { up: strings.up(''), down: strings.down(''), remove: strings.remove('') };
  return { ...Object.fromEntries(plain), ...Object.fromEntries(Object.entries(named).map(([name, words]) => [name, words.trim()])) };
}

export function fileNotes(file: FileReference, { desks, strings, language }: Stage): Notes {
  const progress = desks.files?.progressOf(file);
  const picture = desks.files?.preview(file);
  const percent = (part: number) =>
    new Intl.NumberFormat(language, { style: 'percent' }).format(Math.floor(part * 100) / 100);
  const stood = {
    refused: strings.fileRefused,
    kept: strings.fileSent,
    waiting: strings.fileWaits,
    sending: progress?.kind === 'sending' ? strings.fileSending(percent(progress.part)) : '',
  }[progress?.kind ?? 'sending'];
  const tone = progress?.kind === 'refused' ? 'bad' : progress?.kind === 'kept' ? 'good' : 'calm';
  return {
    name: file.name,
    size: readableSize(file.size, language),
    stood,
    tone,
    remove: strings.remove(file.name),
    ...(picture && { picture }),
    ...(progress?.kind === 'sending' && { part: progress.part }),
  };
}

/** A number, a day or a moment as the visitor writes it. */
function readable(component: ViewComponent, value: unknown, language: string): string {
  if (component.input_type === 'numeric') {
    const number = value === undefined || value === '' ? NaN : Number(value);
    return Number.isNaN(number) ? '' : new Intl.NumberFormat(language).format(number);
  }
  if (typeof value !== 'string' || value === '') return '';
  if (component.appearance === 'time') return value;
  const when = new Date(value.includes('T') ? value : `${value}T00:00`);
  if (Number.isNaN(when.getTime())) return value;
  const withTime = component.appearance === 'datetime';
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', ...(withTime && { timeStyle: 'short' }) }).format(when);
}

function authNotes(component: ViewComponent, stage: Stage, desk: NonNullable<Desks['waits']>, tools: Tools): Notes {
  const { strings, language } = stage;
  const { method, value, resend_at_ms = 0 } = component;
  const standing = desk.standingOf(component);
  const isLink = method === 'magic_link';
  const isPassword = method === 'password';
  const sent = isLink ? strings.sentLink : strings.sentCode;
  const left = resend_at_ms > 0 && !isPassword ? desk.untilResend(component) : 0;
  const canResend = resend_at_ms > 0 && !isPassword;
  const missing = standing.kind === 'nobody' ? { problems: [stage.strings.problems.missing('', 0)] } : {};
  return {
    asks: desk.asksWho(component) ? 'who' : 'proof',
    sent: isPassword ? String(value ?? '') : sent(String(value ?? '')),
    standing: tools.standingWords(standing, stage) ?? '',
    checking: standing.kind === 'checking',
    submit: isLink ? strings.sendLink : isPassword ? strings.next : strings.sendCode,
    ...(canResend && { resend: left > 0 ? strings.resendIn(tools.timeOf(left, language)) : strings.resend, resend_shut: left > 0 }),
    ...(resend_at_ms > 0 && { change: isPassword ? strings.back : strings.change }),
    ...missing,
  };
}

function endpointNotes({ state, pending }: ViewComponent, { strings, desks }: Stage): Notes {
  const isOffline = desks.waits?.isOffline ?? false;
  if (state === 'waiting' && pending) return { said: isOffline ? `${pending} ${strings.waitOffline}` : pending };
  if (state !== 'failed' && state !== 'offline') return {};
  return {
    said: state === 'failed' ? strings.failed : strings.wentOnWithout,
    ...(!isOffline && { retry: strings.retry }),
  };
}

function placeNotes({ slug = '', appearance = 'default' }: ViewComponent, { strings, desks }: Stage): Notes {
  if (appearance !== 'default' || !('geolocation' in navigator) || !desks.places) return {};
  const at = desks.places.whereabouts(slug);
  const why = at === 'denied' ? strings.denied : at === 'unknown' ? strings.notLocated : '';
  return { here: at === 'asking' ? strings.loading : strings.here, not_located: why };
}

function notesOf(component: ViewComponent, stage: Stage, tools: Tools): Notes {
  const { type, input_type, appearance } = component;
  const problems = problemSentences(component, stage);
  const notes: Notes = problems.length > 0 ? { problems } : {};
  const desk = stage.desks.waits;
  if (type === 'auth') return { ...notes, ...(desk && authNotes(component, stage, desk, tools)) };
  if (type === 'endpoint') return endpointNotes(component, stage);
  if (input_type === 'file') notes.files = filesOf(component).map((file) => fileNotes(file, stage));
  if (input_type === 'location') Object.assign(notes, placeNotes(component, stage));
  if (input_type !== 'numeric' && input_type !== 'datetime') return notes;
  const shown = shownValue(component, stage);
  if (appearance !== 'range') return { ...notes, shown: readable(component, shown, stage.language) };
  const { from, to } = (shown ?? {}) as { from?: string; to?: string };
  return { ...notes, from: readable(component, from, stage.language), to: readable(component, to, stage.language) };
}

/** The view of a page, with everything beside it that is painted. */
export function paintable(scene: Scene, stage: Stage, spoken: Spoken | undefined, tools: Tools): Record<string, unknown> {
  const view = scene.view!;
  const components = view.components ?? [];
  const words = wordsOf(stage.strings);
  if (stage.desks.waits?.isOffline) words.wait = stage.strings.waitOffline;
  const notes = Object.fromEntries(components.map((component) => [component.id, notesOf(component, stage, tools)]));
  for (const [index, { file }] of (spoken?.entries ?? []).entries()) {
    if (file) notes[`entry/${index}`] = { file: fileNotes(file, stage) };
  }
  const typed = Object.fromEntries([...stage.typed].map(([slug, value]) => [slug, (value ?? null) as AnswerValue | null]));
  return {
    view,
    turn: scene.turn,
    rtl: stage.strings.dir === 'rtl',
    words: { ...words, ending: endingOf(view, stage.strings) },
    typed,
    notes,
    ...(scene.theme?.logo && { logo: scene.theme.logo }),
    ...(spoken && { look: 'chat', chat: spoken }),
  };
}

/** Addresses of everything that is to be seen, as the scene calls them. */
export function picturesIn(scene: Scene, spoken: Spoken | undefined): string[] {
  const said = (spoken?.entries ?? []).flatMap(({ component }) => component ?? []);
  const components = [...(scene.view?.components ?? []), ...said];
  const addresses = components.flatMap(({ image, options = [], items = [], url, media_type }) => [
    image,
    ...options.map((option) => option.image),
    ...items.map((item) => item.image),
    media_type?.startsWith('image/') ? url : undefined,
  ]);
  return [scene.theme?.logo, ...addresses].filter((one) => one !== undefined);
}
