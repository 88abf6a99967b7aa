/** Has the document judged whenever it rests; see `analyst_worker.ts`. */
import type { Finding } from '../base/api.ts';
import { workerOf } from '../base/worker.ts';
import address from './analyst_worker.ts?worker&url';
import type { Desk } from './desk.ts';

export interface Verdict {
  /** Of the document that was judged; -1: it could not be. */
  revision: number;
  findings: Finding[];
  isFunnel: boolean;
  failure?: string;
}

const kRestMs = 120;

export class Analyst {
  readonly #worker: Worker;
  readonly #desk: Desk;
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#worker = workerOf(address);
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Verdict>) => this.#take(data));
    this.#stop = desk.on(['change'], () => this.#askSoon());
    this.#ask();
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
    this.#worker.terminate();
  }

  #askSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), kRestMs);
  }

  #ask(): void {
    const { document } = this.#desk;
    this.#worker.postMessage({ text: document.text(0), revision: document.revision });
  }

  #take({ revision, findings, failure }: Verdict): void {
    if (failure !== undefined) throw new Error(`the analysis failed: ${failure}`);
    this.#desk.judge(findings, revision);
  }
}
