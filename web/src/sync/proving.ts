/**
 * Hands a code or password in, beside the log: it is kept nowhere on this device, and the server
 * writes down only whether it was right.
 */
import type { StoredSession } from './records.ts';

/** What the server says of it, or why it says nothing. */
export type Verdict =
  | { kind: 'right' }
  | { kind: 'wrong'; left: number }
  /** It was given before, tried too often, or its time is over. */
  | { kind: 'over' }
  | { kind: 'unreachable' }
  | { kind: 'busy' }
  /** The server has nobody who could tell. */
  | { kind: 'unchecked' };

const kPatienceMs = 20_000;
/** The server may hear of the question only now, and begins with it a moment later. */
const kPauseMs = 700;
const kMostPauses = 12;

export async function handIn(stored: StoredSession, effect: string, code: string): Promise<Verdict> {
  const { server, root, branch, secret } = stored;
  const address = `${server}/api/v1/play/sessions/${branch?.session ?? root}/effects/${effect}`;
  for (let pauses = 0; ; ++pauses) {
    let response: Response;
    try {
      response = await fetch(address, {
        method: 'POST',
        credentials: 'omit',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify({ code }),
        signal: AbortSignal.timeout(kPatienceMs),
      });
    } catch (error) {
      console.debug('tundish: the code was not handed in', error);
      return { kind: 'unreachable' };
    }
    if (response.status !== 404 || pauses === kMostPauses) return verdictOf(response);
    await new Promise((resolve) => setTimeout(resolve, kPauseMs));
  }
}

async function verdictOf(response: Response): Promise<Verdict> {
  if (response.status === 409 || response.status === 410) return { kind: 'over' };
  if (response.status === 404) return { kind: 'unchecked' };
  if (response.status !== 200) return { kind: 'busy' };
  try {
    const { outcome, tries_left = 0 } = (await response.json()) as Partial<Outcome>;
    if (outcome === 'done') return { kind: 'right' };
    if (outcome === 'failed') return { kind: 'wrong', left: tries_left };
  } catch (error) {
    // A captive portal answers anything with its own page.
    console.debug('tundish: no verdict came', error);
  }
  return { kind: 'unreachable' };
}

interface Outcome {
  outcome: 'done' | 'failed';
  tries_left: number;
}
