/**
 * Rules for pages of one's own: conditions, as a funnel's definition writes them, or JsonLogic, over
 * named fields. They are compiled once; a field that changes evaluates only the rules that read it.
 *
 * ```js
 * import { loadRules } from 'https://…/tundish/rules.js';
 * const rules = await loadRules([
 *   { slug: 'age', operator: '>=', value: 18 },
 *   { logic: { '>': [{ var: 'total' }, { var: 'limit' }] } },
 * ]);
 * rules.set('age', 36);
 * rules.holds(0); // true
 * ```
 */
import type { Condition, Conditions, Diagnostic } from '../engine/types.gen.ts';
import { RulesMemory } from './memory.ts';

declare const __TUNDISH_RULES__: string;

export type Rule = Condition | Conditions;
export type FieldValue = number | boolean | string | null | undefined | readonly unknown[] | object;

/** The rules were not taken; `diagnostics` says everything that is wrong with them. */
export class NoRules extends Error {
  readonly diagnostics: Diagnostic[];
  constructor(diagnostics: Diagnostic[]) {
    super(diagnostics[0]?.sentence ?? 'these are no rules');
    this.diagnostics = diagnostics;
  }
}

export class Rules {
  readonly #memory: RulesMemory;
  readonly #fields = new Map<string, number>();
  /** How many rules there are. */
  readonly count: number;

  /** Throws `NoRules` when one of them is no rule. */
  constructor(module: WebAssembly.Module, rules: readonly Rule[]) {
    this.#memory = new RulesMemory(module);
    const answer = this.#memory.compile(JSON.stringify(rules)) as {
      count?: number;
      fields?: string[];
      diagnostics?: Diagnostic[];
    };
    if (answer.diagnostics) throw new NoRules(answer.diagnostics);
    this.count = answer.count ?? 0;
    answer.fields?.forEach((name, field) => this.#fields.set(name, field));
  }

  /** The names that rules read: slugs, and `contact.email`, `score` and the like of other sources. */
  get fields(): string[] {
    return [...this.#fields.keys()];
  }

  /** The number of a field, which `set` takes as well and finds sooner; -1 when no rule reads it. */
  field(name: string): number {
    let field = this.#fields.get(name);
    if (field === undefined) {
      field = this.#memory.field(name);
      this.#fields.set(name, field);
    }
    return field;
  }

  /** Sets a field and evaluates what reads it; undefined clears it. How many verdicts changed. */
  set(field: string | number, value: FieldValue): number {
    const at = typeof field === 'number' ? field : this.field(field);
    switch (typeof value) {
      case 'number':
        return this.#memory.setNumber(at, value);
      case 'boolean':
        return this.#memory.setBoolean(at, value);
      case 'string':
        return this.#memory.setText(at, value);
      case 'undefined':
        return this.#memory.clear(at);
      default:
        return this.#memory.setJson(at, JSON.stringify(value));
    }
  }

  /** Whether the rule at that place of the list holds. */
  holds(rule: number): boolean {
    return this.#memory.verdicts[rule] === 1;
  }

  /** A byte for each rule: 0 fails, 1 holds, 2 its JsonLogic failed. Good until the next call. */
  get verdicts(): Uint8Array {
    return this.#memory.verdicts;
  }

  /** Evaluates every rule anew. How many verdicts changed. */
  evaluate(): number {
    return this.#memory.evaluate();
  }
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** Rules with the engine that lies beside this script, which is fetched once. */
export async function loadRules(rules: readonly Rule[]): Promise<Rules> {
  compiled ??= WebAssembly.compileStreaming(fetch(new URL(__TUNDISH_RULES__, import.meta.url).href));
  try {
    return new Rules(await compiled, rules);
  } catch (error) {
    if (!(error instanceof NoRules)) compiled = undefined;
    throw error;
  }
}
