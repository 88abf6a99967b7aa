/** What simulated visitors did: the engine's own words, and sums of them. */

export interface SimulatedLayer {
  layer: string;
  type: string;
  visits: number;
  sessions: number;
  left?: number;
  dropped?: number;
  refused?: number;
  scouted?: boolean;
}

export interface SimulatedEdge {
  from: string;
  to: string;
  way: string;
  jump?: number;
  variant?: string;
  count: number;
  scouted?: boolean;
}

export interface SimulatedEnding {
  ending: string;
  reason?: string;
  layer?: string;
  sessions: number;
  scouted?: boolean;
}

export interface Simulation {
  sessions: number;
  gestures: number;
  layers: SimulatedLayer[];
  edges: SimulatedEdge[];
  endings: SimulatedEnding[];
}

/** Who the visitors are; what is left out is as the engine has it. */
export interface Wish {
  sessions: number;
  seed: number;
  channels?: Record<string, number>;
  languages?: Record<string, number>;
  /** The chance to leave at each step. */
  abandon?: number;
}

/** Both together. What nobody reached in either has a count of 0. */
export function sumOf(one: Simulation | undefined, other: Simulation): Simulation {
  if (!one) return other;
  return {
    sessions: one.sessions + other.sessions,
    gestures: one.gestures + other.gestures,
    layers: added(one.layers, other.layers, ['layer'], ['visits', 'sessions', 'left', 'dropped', 'refused']),
    edges: added(one.edges, other.edges, ['from', 'to', 'way', 'jump', 'variant'], ['count']),
    endings: added(one.endings, other.endings, ['ending', 'reason', 'layer'], ['sessions']),
  };
}

/** Items that are alike in the names are one, with the sums of the counts. */
function added<T extends { scouted?: boolean }>(
  some: readonly T[],
  more: readonly T[],
  names: readonly (keyof T)[],
  counts: readonly (keyof T)[],
): T[] {
  const keyOf = (one: T) => JSON.stringify(names.map((name) => one[name] ?? null));
  const sums = new Map(some.map((one) => [keyOf(one), one]));
  for (const one of more) {
    const known = sums.get(keyOf(one));
    const sum = { ...(known ?? one) };
    for (const name of known ? counts : []) {
      sum[name] = ((Number(known![name]) || 0) + (Number(one[name]) || 0)) as T[keyof T];
    }
    if (one.scouted) sum.scouted = true;
    sums.set(keyOf(one), sum);
  }
  return [...sums.values()];
}
