/**
 * Looks on at a player: tells in the console what happens and why, and writes the session as a scenario
 * of the project's own tests. A part of the player.
 */
import type { Event } from '../engine/engine.ts';
import { loadWhyEngine, type WhyEngine, type WhyEntry } from '../engine/why.ts';
import type { PlayerAttributes } from './attributes.ts';
import { gestureOf } from './gestures.ts';
import type { Recorded } from './hooks.ts';

type Record_ = () => Promise<Recorded | undefined>;

const watched = new WeakSet<PlayerAttributes>();

/** Once for each player. `record` gives what it has played. */
export function watch(player: PlayerAttributes, record: Record_): void {
  if (watched.has(player)) return;
  watched.add(player);
  const tracing = new Tracing(player, record);
  for (const name of ['ready', 'view']) {
    player.addEventListener(`tundish-${name}`, () => void tracing.follow());
  }
  player.addEventListener('tundish-error', (event) => {
    if (player.debug) console.warn('tundish: refused', (event as CustomEvent<unknown>).detail);
  });
  player.copyAsScenario = async () => {
    const played = await record();
    if (!played) throw new Error('nothing has been played yet');
    const text = scenarioOf(player.funnel, played);
    // Without a clipboard, or without leave to use it, the caller has the text all the same.
    await navigator.clipboard?.writeText(text).catch((error: unknown) => console.debug('tundish:', error));
    return text;
  };
  void tracing.follow();
}

/** Asks the engine of tools about each event, in the order of the log. */
class Tracing {
  readonly #player: PlayerAttributes;
  readonly #record: Record_;
  #engine: Promise<WhyEngine> | undefined;
  #ask: ((gesture: object) => WhyEntry[]) | undefined;
  #told: string[] = [];
  #queue: Promise<void> = Promise.resolve();

  constructor(player: PlayerAttributes, record: Record_) {
    this.#player = player;
    this.#record = record;
  }

  /** Tells what was not told yet; all of it anew when the log is another one. */
  follow(): Promise<void> {
    this.#queue = this.#queue
      .then(() => this.#catchUp())
      .catch((error: unknown) => console.warn('tundish: there is no trace', error));
    return this.#queue;
  }

  async #catchUp(): Promise<void> {
    const played = this.#player.debug ? await this.#record() : undefined;
    if (!played) return;
    this.#engine ??= loadWhyEngine((file) => played.loadOther(file));
    const engine = await this.#engine;
    const hashes = played.log.map(({ hash }) => hash);
    const goesOn = this.#ask && this.#told.every((hash, index) => hashes[index] === hash);
    const changes = played.log.slice(this.#told.length).some(({ kind }) => kind === 'language_changed');
    if (!goesOn || changes) {
      const [header] = played.log;
      this.#ask = engine.open(played.release, played.others, gestureOf(header!));
      const known = goesOn ? this.#told.length : 1;
      for (const event of played.log.slice(1, known)) this.#ask(gestureOf(event));
      if (!goesOn) console.info(`tundish: ${this.#player.funnel} begins`, header!.input);
      this.#told = hashes.slice(0, known);
    }
    for (const event of played.log.slice(this.#told.length)) this.#tell(event);
    this.#told = hashes;
  }

  #tell(event: Event): void {
    const why = this.#ask!(gestureOf(event));
    console.groupCollapsed(`tundish: ${event.lane === 's' ? 'server: ' : ''}${event.kind}`, event.input ?? '');
    for (const entry of why) console.log(JSON.stringify(entry));
    console.groupEnd();
  }
}

/** `tests/scenarios/README.md` has the form; `TUNDISH_UPDATE_GOLDENS=1` writes the hash of its end. */
export function scenarioOf(funnel: string, { release, others, log }: Recorded): string {
  const [header, ...events] = log;
  const { language, channel, ...input } = header!.input as {
    language: string;
    channel: string;
    initial?: object;
    device?: object;
  };
  const definition = JSON.parse(release) as { content: Record<string, object> };
  for (const other of others) Object.assign(definition.content, (JSON.parse(other) as typeof definition).content);
  const { initial, device } = input;
  const brought = { ...(initial && { initial }), ...(device && { device }) };
  const steps = new Map(log.map(({ uid }, step) => [uid, step]));
  const scenario = {
    title: `A session of ${funnel}`,
    definition,
    language,
    channel,
    ...(Object.keys(brought).length > 0 ? { start: { set: brought } } : {}),
    steps: events.map((event, index) => stepOf(event, log[index]!, steps)),
    final: { state_hash: '' },
  };
  return `${JSON.stringify(scenario, undefined, 2)}\n`;
}

/** More than a second between two events is said: waits and proofs are measured by it. */
function stepOf(event: Event, before: Event, steps: ReadonlyMap<string, number>): object {
  const { kind, lane } = event;
  const { release: _, ...input } = (event.input ?? {}) as { release?: string; effect?: string };
  const [, uid = '', ordinal] = /^(.*)-(\d+)$/.exec(input.effect ?? '') ?? [];
  if (ordinal) input.effect = `${steps.get(uid)}-${ordinal}`;
  const late = Math.floor(((event.t_mono ?? 0) - (before.t_mono ?? 0)) / 1000);
  return { [kind]: input, ...(lane === 's' && { lane }), ...(late > 1 && { after: late - 1 }) };
}
