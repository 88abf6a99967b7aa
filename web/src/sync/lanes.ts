/** The two lanes of a session: what the visitor did, and what the server wrote. */
import type { Event, PlayResponse } from '../engine/engine.ts';
import type { StoredSession } from './records.ts';

/** The server's lane as this device has heard of it. */
export function serverLane({ server_lane = [] }: StoredSession): Event[] {
  return server_lane.map((text) => JSON.parse(text) as Event);
}

/**
 * The order in which they are played: each event of the server after as many of the visitor's as
 * were there when it was written. What stands behind events that are not here is left out.
 */
export function inPlayingOrder(client: readonly Event[], server: readonly Event[]): Event[] {
  const events: Event[] = [];
  let next = 0;
  for (let count = 0; count <= client.length; ++count) {
    for (; server[next] && server[next]!.c_seen! <= count; ++next) events.push(server[next]!);
    if (count < client.length) events.push(client[count]!);
  }
  return events;
}

/** How many of the visitor's events come before this one. */
export const placeOfEvent = ({ lane, c_seen = 0, seq }: Event): number =>
  lane === 's' ? c_seen : seq;

export const isOfServer = ({ event }: PlayResponse): boolean => event?.lane === 's';
