/** What a file or a pasted text is before anybody tries to import it, and what to do when it is no JSON. */
import { type Finding, post, Problem } from '../base/api.ts';
import { memberPlace } from './member_place.ts';
import { words } from './words.ts';

const said = words.import;
/** As much as the server takes. */
const kMostBytes = 4 * 1024 * 1024;

/** Why it cannot be imported, in words for whoever has the file. */
export class Unfit extends Error {
  constructor(
    sentence: string,
    readonly places: Finding[] = [],
  ) {
    super(sentence);
  }
}

/** The first bytes of files that are no text. */
const beginnings: [bytes: number[], sentence: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], said.picture],
  [[0xff, 0xd8, 0xff], said.picture],
  [[0x47, 0x49, 0x46, 0x38], said.picture],
  [[0x52, 0x49, 0x46, 0x46], said.picture],
  [[0x25, 0x50, 0x44, 0x46], said.document],
  [[0x50, 0x4b, 0x03, 0x04], said.packed],
  [[0x1f, 0x8b], said.packed],
];

/** The text of a file. Throws `Unfit` where it has none. */
export async function textOf(file: File): Promise<string> {
  if (file.size > kMostBytes) throw new Unfit(said.tooLarge);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const known = beginnings.find(([begin]) => begin.every((byte, index) => bytes[index] === byte));
  if (known) throw new Unfit(known[1]);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Some tools write what Windows calls Unicode.
    const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    if (isWide) return new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
    throw new Unfit(said.binary);
  }
}

/** Throws `Unfit` where the text is no JSON at all, and says what it is instead. */
export async function checkText(text: string): Promise<void> {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') throw new Unfit(said.empty);
  if (text.includes('\0')) throw new Unfit(said.binary);
  if (isJson(trimmed)) return;
  if (trimmed.startsWith('<')) throw new Unfit(said.markup);
  if (!/^[[{"]/.test(trimmed)) throw new Unfit(isTable(trimmed) ? said.tableFile : said.words);
  throw new Unfit(said.noJson, await placesOf(text));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Lines with as many commas, semicolons or tabs each. */
function isTable(text: string): boolean {
  const lines = text.split(/\r?\n/).slice(0, 5);
  return [',', ';', '\t'].some((mark) => {
    const counts = lines.map((line) => line.split(mark).length);
    return counts[0]! > 1 && counts.every((count) => count === counts[0]);
  });
}

/** Where the JSON breaks: the server reads it and names the line. */
async function placesOf(text: string): Promise<Finding[]> {
  try {
    await post('/api/v1/imports', { text, fallback: 'imported', format: 'tundish' });
    return [];
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return error.problems;
    throw error;
  }
}

/** What the server refused, in words for whoever has the file. */
export function fitting(error: unknown, format: string): unknown {
  if (!(error instanceof Problem)) return error;
  if (error.code === 'unknown_format') return new Unfit(said.unknown);
  if (error.code === 'not_importable') return new Unfit(format ? said.notOf(format) : said.notRead, error.problems.map(placed));
  if (error.status === 413) return new Unfit(said.tooLarge);
  return error;
}

/** Some sentences begin with their place, as a pointer: it stands with the line instead. */
function placed(one: Finding): Finding {
  const [, at, rest] = /^In the funnel at (\S*): (.+)$/s.exec(one.sentence) ?? [];
  if (rest === undefined) return one;
  // The line is that of the file's beginning.
  const { line: _, column: __, ...whole } = one;
  return { ...whole, pointer: at ?? '', sentence: rest };
}

/** Where in the file: its line, and which member that is. */
export const placeOf = ({ line, column, pointer }: Finding): string =>
  [line !== undefined && said.place(line, column), memberPlace(pointer ?? '')].filter(Boolean).join(', ');
