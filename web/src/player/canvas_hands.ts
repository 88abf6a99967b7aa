/** Does what the visitor did on a canvas: what the painter tells becomes what the page's painter does. */
import type { Command } from '../canvas/memory.ts';
import type { AnswerValue, ViewComponent } from '../engine/engine.ts';
import type { Tools } from './canvas_tools.ts';
import type { Conversation } from './chat_look.ts';
import { safeLink } from './safe_url.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** Where it is done. */
export interface Workshop {
  scene: Scene;
  stage: Stage;
  conversation: Conversation | undefined;
  tools: Tools;
  /** Where an element of the page may stand that nobody sees. */
  place: HTMLElement;
}

const kAlone: Record<string, string[]> = { camera: ['image/*'], media: ['image/*', 'video/*', 'audio/*'] };
const kPicture = { width: 1200, ink: '#14171a', paper: '#ffffff' };

/** The browser asks for files; what is picked is taken as on a page. */
function pick(component: ViewComponent, { stage, place, tools, conversation }: Workshop): void {
  const { appearance = '', validations, multiple } = component;
  const allowed = validations?.media_types ?? [];
  const input = document.createElement('input');
  input.type = 'file';
  input.hidden = true;
  input.accept = tools.acceptOf(allowed.length > 0 ? allowed : (kAlone[appearance] ?? []));
  input.multiple = multiple === true && !conversation;
  if (appearance === 'camera') input.setAttribute('capture', 'environment');
  input.addEventListener('change', () => {
    const picked = [...(input.files ?? [])];
    input.remove();
    if (picked.length > 0) void stage.desks.files?.attach(component, picked);
  });
  input.addEventListener('cancel', () => input.remove());
  place.querySelector('input[type=file]')?.remove();
  place.append(input);
  input.click();
}

/** Dark on white, whatever the page looks like. */
async function sign(component: ViewComponent, { strokes, width, height }: Command, stage: Stage): Promise<void> {
  const canvas = document.createElement('canvas');
  const scale = kPicture.width / Number(width);
  canvas.width = kPicture.width;
  canvas.height = Math.round(Number(height) * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return;
  pen.fillStyle = kPicture.paper;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.strokeStyle = kPicture.ink;
  pen.lineCap = pen.lineJoin = 'round';
  pen.lineWidth = 2.6 * scale;
  for (const stroke of strokes as number[][]) {
    pen.beginPath();
    for (let at = 0; at < stroke.length; at += 2) pen.lineTo(stroke[at]! * scale, stroke[at + 1]! * scale);
    pen.stroke();
  }
  const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (picture) await stage.desks.files?.attach(component, [new File([picture], 'signature.png', { type: 'image/png' })]);
}

function open({ url, button }: Command, { scene, stage }: Workshop): void {
  const safe = safeLink(String(url), stage.base);
  if (safe === undefined) return;
  if (button !== undefined && scene.view?.status === 'in_progress') stage.press(String(button));
  if (/^(tel|mailto):/.test(safe)) location.href = safe;
  else window.open(safe, '_blank', 'noopener,noreferrer');
}

function locate(slug: string, { stage, conversation }: Workshop): void {
  if (conversation) return;
  stage.desks.places?.locate(slug, (latitude, longitude) => stage.answer(slug, { latitude, longitude }));
}

type Hand = (command: Command, shop: Workshop) => unknown;

const bySlug = ({ slug }: Command, { scene }: Workshop): ViewComponent | undefined =>
  scene.view?.components?.find((one) => one.slug === slug);
const byId = ({ component }: Command, { scene }: Workshop): ViewComponent | undefined =>
  scene.view?.components?.find(({ id }) => id === component);

/** Does something with the component that the command names, while it is there. */
const withIt =
  (find: typeof bySlug, act: (component: ViewComponent, command: Command, shop: Workshop) => unknown): Hand =>
  (command, shop) => {
    const component = find(command, shop);
    return component && act(component, command, shop);
  };

const hands: Record<string, Hand> = {
  answer: ({ slug, value }, { stage }) => stage.answer(String(slug), (value ?? undefined) as AnswerValue | undefined),
  type: ({ slug, value }, { stage }) => stage.type(String(slug), value),
  press: ({ button }, { stage }) => stage.press(String(button)),
  back: (_, { stage }) => stage.back(),
  reset: (_, { stage }) => stage.reset(),
  open,
  locate: ({ slug }, shop) => locate(String(slug), shop),
  pick: withIt(bySlug, (component, _, shop) => pick(component, shop)),
  remove: withIt(bySlug, (component, { at }, { stage }) => stage.desks.files?.remove(component, Number(at))),
  sign: withIt(bySlug, (component, command, { stage }) => sign(component, command, stage)),
  unsign: withIt(bySlug, (component, _, { stage }) =>
    component.value === undefined ? undefined : stage.desks.files?.remove(component, 0),
  ),
  ask: withIt(byId, (component, _, { stage }) => stage.desks.waits?.request(component)),
  elsewhere: withIt(byId, (component, _, { stage }) => stage.desks.waits?.edit(component)),
  prove: withIt(byId, (component, { code }, { stage, tools }) =>
    stage.desks.waits?.prove(component, tools.bare(String(code), component.method)),
  ),
  chip: ({ at }, { conversation, scene, stage }) => conversation?.tap(scene, stage, Number(at)),
  draft: ({ text }, { conversation }) => conversation?.write(String(text)),
  send: (_, { conversation, stage }) => conversation?.send(stage),
  change: ({ layer }, { conversation }) => conversation?.replyAnew(String(layer)),
};

export function perform(command: Command, shop: Workshop): void {
  void hands[command.do]?.(command, shop);
}
