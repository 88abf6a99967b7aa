/**
 * What stands in fields and is not part of the draft, because it cannot be: a name that another one has, a
 * value that is no JSON yet. It waits there, is told of, and is kept on this device like the draft.
 */
import type { Finding } from '../base/api.ts';
import { type Json, type JsonObject, namesOf, pointerOf, valueAt } from '../document/definition.ts';

export interface Untaken {
  /** Of a member's name: `<holder>#<number>`. */
  pointer: string;
  /** What the draft has there, so that it is known where that went. */
  of: Json;
  text: string;
  fault: string;
}

const isSame = (one: Json | undefined, other: Json | undefined): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Where the place is now: an item may stand at another number of its list. */
function placeNow(definition: JsonObject, { pointer, of }: Untaken): string | undefined {
  const [, holder, number] = /^(.*)#(\d+)$/.exec(pointer) ?? [];
  if (holder !== undefined) {
    const members = Object.keys(valueAt(definition, holder) ?? {});
    const at = members[Number(number)] === of ? Number(number) : members.indexOf(String(of));
    return at < 0 ? undefined : `${holder}#${at}`;
  }
  if (isSame(valueAt(definition, pointer) ?? null, of)) return pointer;
  const names = namesOf(pointer);
  const [last = '', list] = [names.at(-1), valueAt(definition, pointerOf(...names.slice(0, -2)))];
  if (!Array.isArray(list)) return undefined;
  const at = list.findIndex((item) => isSame(valueAt(item, pointerOf(last)), of));
  return at < 0 ? undefined : pointerOf(...names.slice(0, -2), at, last);
}

export class UntakenFields {
  #all: readonly Untaken[] = [];

  get all(): readonly Untaken[] {
    return this.#all;
  }

  /** As they are told of beside what the analysis finds. */
  get findings(): Finding[] {
    return this.#all.map(({ pointer, fault }) => ({ code: 'untaken', severity: 'error', pointer, sentence: fault }));
  }

  at(pointer: string): Untaken | undefined {
    return this.#all.find((one) => one.pointer === pointer);
  }

  /** Says whether that is anything new. */
  keep(one: Untaken): boolean {
    if (isSame(this.at(one.pointer) as Json | undefined, { ...one })) return false;
    this.#all = [...this.#all.filter(({ pointer }) => pointer !== one.pointer), one];
    return true;
  }

  drop(pointer: string): boolean {
    const { length } = this.#all;
    this.#all = this.#all.filter((one) => one.pointer !== pointer);
    return this.#all.length < length;
  }

  /** What waited at a place that is gone, or says something else now, goes with it. */
  follow(definition: JsonObject): boolean {
    const before = this.#all;
    if (before.length === 0) return false;
    this.#all = before.flatMap((one) => {
      const pointer = placeNow(definition, one);
      return pointer === undefined ? [] : [{ ...one, pointer }];
    });
    return !isSame(before as unknown as Json, this.#all as unknown as Json);
  }
}
