/** Loads what plays. What everybody sees first, whoever they are, is shown before that is there. */
import { askForEngine } from '../engine/modules.ts';
import { hasFootprint } from '../sync/footprint.ts';
import { askRelease, type First, type Resolved, type Wanted } from '../sync/releases.ts';
import { heldLink, type ResumeLink } from '../sync/resume_link.ts';
import { drawn, pause } from './drawn.ts';
import type { Holding } from './holding.ts';
import { canBeShown } from './parts.ts';
import type { Queue } from './queue.ts';
import type { ThreadMaker } from './thread.ts';

/** How long nobody hears of a network that is there again. */
const kPatienceMs = 3000;
/** What is seen first goes before the rest where it comes at once. */
const kPrecedenceMs = 50;

export interface Loader {
  prepare(): Promise<ThreadMaker | undefined>;
  hold(): Promise<Holding>;
  /** Whether it is shown now. */
  foreshow(first: First | undefined): boolean;
  /** What plays is not to be had just now. */
  lacking(): void;
}

export interface Loaded {
  holding: Holding;
  threads: ThreadMaker | undefined;
  /** To a session of another device. */
  link: ResumeLink | undefined;
  /** That a new session wants; nothing where there is one to go on with. */
  release: Resolved | undefined;
}

export async function loadAll(wanted: Wanted, queue: Queue, loader: Loader): Promise<Loaded> {
  const link = heldLink();
  const prepared = loader.prepare();
  // Who comes back may have something to go on with.
  const asked = link || hasFootprint() ? undefined : askRelease(wanted);
  const shown = firstSight(asked, prepared).then((first) => loader.foreshow(first));
  const load = async () => {
    askForEngine();
    const holding = await loader.hold();
    const [release] = await Promise.all([foresee(holding, link, asked), holding.arm()]);
    return { holding, release };
  };
  const [{ holding, release }, threads] =
    await Promise.all([armed(load, shown, queue, () => loader.lacking()), prepared]);
  return { holding, release, threads, link };
}

async function foresee(
  holding: Holding,
  link: ResumeLink | undefined,
  asked: Promise<Resolved> | undefined,
): Promise<Resolved | undefined> {
  if (link) return undefined;
  // Without a network the device may have one.
  return (await asked?.catch(() => undefined)) ?? holding.foresee();
}

/** Undefined for a thread, and where a part would be needed. What goes wrong here is told by who loads. */
async function firstSight(
  asked: Promise<Resolved> | undefined,
  prepared: Promise<unknown>,
): Promise<First | undefined> {
  const [found, thread] = await Promise.all([asked, prepared]).catch(() => []);
  return found?.first && !thread && canBeShown(found.first.view) ? found.first : undefined;
}

/** What plays. Whoever has begun to answer keeps what they see while it is not to be had. */
async function armed<T>(
  load: () => Promise<T>,
  shown: Promise<boolean>,
  queue: Queue,
  lacking: () => void,
): Promise<T> {
  if (await Promise.race([shown, pause(kPrecedenceMs)])) await drawn();
  try {
    return await load();
  } catch (error) {
    if (!(await shown) || queue.isClosed) throw error;
    console.warn('tundish: what plays is tried for again', error);
    lacking();
    const online = new Promise((resolve) => addEventListener('online', resolve, { once: true }));
    await Promise.race([online, pause(kPatienceMs)]);
    return armed(load, shown, queue, lacking);
  }
}
