/** Where in a JSON text a value stands. */
import { namesOf } from '../document/definition.ts';

/** The characters of the value at the pointer; undefined where the text has none there. */
export function rangeOf(text: string, pointer: string): { from: number; to: number } | undefined {
  const reader = new Reader(text);
  for (const name of namesOf(pointer)) if (!reader.enter(name)) return undefined;
  const from = reader.at;
  reader.skip();
  return reader.isLost ? undefined : { from, to: reader.at };
}

/** Walks a JSON text without making anything of it. */
class Reader {
  at = 0;
  isLost = false;

  constructor(private readonly text: string) {
    this.blank();
  }

  /** To the value under the name; false where there is none. */
  enter(name: string): boolean {
    const opening = this.text[this.at];
    if (opening !== '{' && opening !== '[') return false;
    ++this.at;
    for (let index = 0; !this.isLost; ++index) {
      this.blank();
      if (this.text[this.at] === '}' || this.text[this.at] === ']') return false;
      let key = String(index);
      if (opening === '{') {
        key = this.string();
        this.blank();
        ++this.at;
        this.blank();
      }
      if (key === name) return true;
      this.skip();
      this.blank();
      if (this.text[this.at] === ',') ++this.at;
    }
    return false;
  }

  /** Past the value. */
  skip(): void {
    let depth = 0;
    do {
      this.blank();
      const letter = this.text[this.at];
      if (letter === undefined) {
        this.isLost = true;
        return;
      }
      if (letter === '"') this.string();
      else if (letter === '{' || letter === '[') {
        ++depth;
        ++this.at;
      } else if (letter === '}' || letter === ']') {
        --depth;
        ++this.at;
      } else if (letter === ',' || letter === ':') ++this.at;
      else while (this.at < this.text.length && !/[\s,:\]}]/.test(this.text[this.at]!)) ++this.at;
    } while (depth > 0);
  }

  private blank(): void {
    while (/\s/.test(this.text[this.at] ?? '')) ++this.at;
  }

  private string(): string {
    const from = this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '"') this.at += this.text[this.at] === '\\' ? 2 : 1;
    ++this.at;
    try {
      return JSON.parse(this.text.slice(from, this.at)) as string;
    } catch {
      this.isLost = true;
      return '';
    }
  }
}
