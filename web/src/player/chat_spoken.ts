/** A conversation as plain values, for painters that draw no page. */
import type { FileReference, View, ViewComponent } from '../engine/engine.ts';
import { isSeen, type Shown } from './chat.ts';
import { allChips, awaitedIn, boxKind, nameFor, type ChatStage } from './composer.ts';
import type { Scene } from './scene.ts';
import { problemSentences } from './stage.ts';
import { changeable, type Entry } from './thread.ts';

export interface SpokenEntry {
  visitor: boolean;
  component?: ViewComponent;
  text?: string;
  /** Why it was asked again. */
  again?: string[];
  /** Where it was replied, when it can be replied anew. */
  layer?: string;
  file?: FileReference;
}

export interface Spoken {
  entries: SpokenEntry[];
  writing: boolean;
  /** Below the conversation: what is waited for, or that it is over. */
  said: string;
  ended: boolean;
  chips: { title: string; image?: string; on?: boolean }[];
  box?: Record<string, string | boolean>;
  attach?: Record<string, string | boolean>;
  problems: string[];
}

function spokenEntry(entry: Entry, stage: ChatStage, canChange: boolean): SpokenEntry {
  if (entry.from === 'visitor') {
    const { text, file, layer } = entry;
    const said = file ? file.name : text === '' ? stage.strings.skip : text;
    return { visitor: true, text: said, ...(file && { file }), ...(canChange && { layer }) };
  }
  const { component, again } = entry;
  return { visitor: false, component, ...(again && { again: problemSentences(component, stage) }) };
}

/** What is said below: the author's words of a wait, or that the conversation has ended. */
function saidBelow(view: View, { strings, desks }: ChatStage, waits: boolean): string {
  if (view.status !== 'in_progress') return view.reason === 'unavailable' ? strings.notOpen : strings.ended;
  if (!waits) return '';
  const offline = desks.waits?.isOffline ? strings.waitOffline : '';
  return [view.pending, offline].filter(Boolean).join(' ') || strings.typing;
}

function boxFor(waiting: ViewComponent | undefined, stage: ChatStage, shut: boolean) {
  const { text, picked } = stage.draft();
  return {
    ...boxKind(waiting),
    name: nameFor(waiting, stage),
    draft: text,
    placeholder: waiting?.placeholder ?? stage.strings.typeHere,
    ready: !shut && (text.trim() !== '' || picked.length > 0),
  };
}

function attachFor({ slug = '', appearance }: ViewComponent, { strings }: ChatStage) {
  const camera = appearance === 'camera';
  return { slug, camera, title: camera ? strings.takePhoto : strings.attach };
}

export function spokenOf(scene: Scene, stage: ChatStage, { revealed, writing }: Shown): Spoken {
  const view = scene.view!;
  const isOn = view.status === 'in_progress';
  const waits = isOn && view.waiting === true;
  const shut = writing || waits;
  const behind = isOn && !writing ? changeable(scene.thread, view) : new Set<Entry>();
  const entries = scene.thread
    .slice(0, revealed)
    .filter(isSeen)
    .map((entry) => spokenEntry(entry, stage, behind.has(entry)));
  const waiting = awaitedIn(view);
  const isFile = waiting?.input_type === 'file';
  const chips = !isOn || shut ? [] : allChips(view.components ?? [], stage);
  const problems = waiting && stage.rejected.has(waiting.slug ?? '') ? problemSentences(waiting, stage) : [];
  return {
    entries,
    writing: shut,
    said: writing ? '' : saidBelow(view, stage, waits),
    ended: view.status === 'completed',
    chips: chips.map(({ title, image, on }) => ({ title, ...(image && { image }), ...(on !== undefined && { on }) })),
    ...(isOn && !isFile && { box: boxFor(waiting, stage, shut) }),
    ...(isOn && isFile && { attach: attachFor(waiting, stage) }),
    problems,
  };
}
