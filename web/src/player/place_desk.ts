/** Asks the device where it is, when the visitor wants that. */
import type { Desk, Office } from './desks.ts';

/** `denied`: the page may not ask. `unknown`: the device does not know. */
export type Whereabouts = 'asking' | 'denied' | 'unknown';

const kPatienceMs = 15_000;

export class PlaceDesk implements Desk {
  readonly #office: Office;
  /** By the slug of what asks for a place. */
  readonly #asked = new Map<string, Whereabouts>();

  constructor(office: Office) {
    this.#office = office;
  }

  close(): void {
    this.#asked.clear();
  }

  whereabouts(slug: string): Whereabouts | undefined {
    return this.#asked.get(slug);
  }

  /** Gives the place to `found`, or says why there is none. */
  locate(slug: string, found: (latitude: number, longitude: number) => void): void {
    this.#note(slug, 'asking');
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        this.#asked.delete(slug);
        found(rounded(latitude), rounded(longitude));
      },
      ({ code, PERMISSION_DENIED }) => this.#note(slug, code === PERMISSION_DENIED ? 'denied' : 'unknown'),
      { timeout: kPatienceMs, enableHighAccuracy: true },
    );
  }

  #note(slug: string, whereabouts: Whereabouts): void {
    this.#asked.set(slug, whereabouts);
    this.#office.show({});
  }
}

/** To about a metre. */
const rounded = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
