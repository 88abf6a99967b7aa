// Reads what was exported as a spreadsheet would: CSV as RFC 4180 says, and workbooks.
import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";

/** Rows of texts. */
export function rowsOfCsv(bytes) {
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], "a byte order mark");
  const text = bytes.subarray(3).toString("utf8");
  const rows = [[]];
  let at = 0;
  while (at < text.length) {
    let field = "";
    if (text[at] === '"') {
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1;
        field += text[at];
      }
      at += 1;
    } else {
      const end = /[,\r]/.exec(text.slice(at)).index + at;
      field = text.slice(at, end);
      at = end;
    }
    rows.at(-1).push(field);
    if (text[at] === ",") at += 1;
    else {
      assert.equal(text.slice(at, at + 2), "\r\n");
      at += 2;
      if (at < text.length) rows.push([]);
    }
  }
  return rows;
}

/** The files of a ZIP archive by their names. */
function filesOfZip(bytes) {
  const files = {};
  let at = bytes.readUInt32LE(bytes.lastIndexOf("PK\x05\x06", undefined, "latin1") + 16);
  while (bytes.readUInt32LE(at) === 0x02014b50) {
    const [packed, name, extra, comment] = [bytes.readUInt32LE(at + 20), ...[28, 30, 32].map((i) => bytes.readUInt16LE(at + i))];
    const local = bytes.readUInt32LE(at + 42);
    const begin = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(begin, begin + packed);
    files[bytes.toString("utf8", at + 46, at + 46 + name)] = bytes.readUInt16LE(at + 10) === 8 ? inflateRawSync(data) : data;
    at += 46 + name + extra + comment;
  }
  return files;
}

const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const plain = (xml) =>
  xml
    .replace(/&(\w+);/g, (_, name) => entities[name])
    .replace(/_x([0-9A-F]{4})_/g, (_, digits) => String.fromCharCode(parseInt(digits, 16)));

/** Of each sheet {name, rows}; a cell is a text, number or boolean, as its type in the file says. */
export function sheetsOfXlsx(bytes) {
  const files = filesOfZip(bytes);
  const names = [...files["xl/workbook.xml"].toString().matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => plain(name));
  return names.map((name, index) => {
    const xml = files[`xl/worksheets/sheet${index + 1}.xml`].toString("utf8");
    assert.ok(!xml.includes("<f>"), "no formula");
    const rows = [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
      const cells = [];
      for (const [, place, type, inside] of row.matchAll(/<c r="([A-Z]+)\d+"(?: s="\d+")?(?: t="(\w+)")?>(.*?)<\/c>/gs)) {
        const column = [...place].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
        const value = /<(?:t|v)[^>]*>(.*?)<\/(?:t|v)>/s.exec(inside)?.[1] ?? "";
        cells[column] = type === "inlineStr" ? plain(value) : type === "b" ? value === "1" : Number(value);
      }
      return cells;
    });
    return { name, rows };
  });
}
