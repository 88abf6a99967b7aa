// Requests that try to hide another one. `/outer` is what nginx may see, `/inner` what it must take
// for a body or refuse: no handler ever gets `/inner`, and `/outer` at most once.
import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { eventually, name, requestsTo, startPair } from "./kit.mjs";
import { connectRaw, json, Visitor } from "./visitor.mjs";

let pair;
let cases = 0;

before(async () => {
  pair = await startPair();
});
after(() => pair?.stop());

/** Waits for an answer, and for whatever comes after it until nginx ends the connection. */
async function answerAndEnd({ socket, received }) {
  while (received().length === 0 && !socket.closed) await Promise.race([once(socket, "data"), once(socket, "close")]);
  if (socket.writable) socket.write(`GET /after/ HTTP/1.1\r\nHost: ${name}\r\nConnection: close\r\n\r\n`);
  if (!socket.closed) await once(socket, "close");
}

const handled = (path) => requestsTo(pair.server, path).length;

/** How often the server handled `outer`, once everything sent before has come to an end. */
async function countHandled({ outer, inner }) {
  const visitor = await Visitor.enter(pair.nginx);
  const last = `/last/${cases}`;
  // The connections to the server that an attacker may have left something in are used again.
  const answers = await Promise.all(Array.from({ length: 4 }, () => visitor.ask("GET", last)));
  for (const answer of answers) assert.equal(json(answer).code, "not_found");
  await visitor.close();
  await eventually("the last requests are logged", () => handled(last) === answers.length);
  assert.equal(handled(inner), 0, "the hidden request was handled");
  return handled(outer);
}

function paths() {
  const number = ++cases;
  return { outer: `/outer/${number}/`, inner: `/inner/${number}/` };
}

const hidden = ({ inner }) => `GET ${inner} HTTP/1.1\r\nHost: ${name}\r\n\r\n`;

/** A POST with these header lines and this body, byte for byte. */
const post = ({ outer }, lines, body) => `POST ${outer} HTTP/1.1\r\nHost: ${name}\r\n${lines.map((line) => `${line}\r\n`).join("")}\r\n${body}`;

const chunked = "Transfer-Encoding: chunked";
const sizedAnd = (...lines) => (place) => post(place, [`Content-Length: ${5 + hidden(place).length}`, ...lines], `0\r\n\r\n${hidden(place)}`);
const lengths = (...values) => (place) => post(place, values.map((value) => `Content-Length: ${value}`), `hello${hidden(place)}`);
const chunks = (text) => (place) => post(place, [chunked], text + hidden(place));

// [what, the bytes, how often the server may handle `/outer`: 0 is refused, 1 is taken whole]
const attacks = [
  ["a length, then chunks", sizedAnd(chunked), 0],
  ["chunks, then a length", (place) => post(place, [chunked, "Content-Length: 4"], `0\r\n\r\n${hidden(place)}`), 0],
  ["two transfer encodings", sizedAnd(chunked, "Transfer-Encoding: identity"), 0],
  ["an encoding with a list", sizedAnd("Transfer-Encoding: identity, chunked"), 0],
  ["an unknown encoding", sizedAnd("Transfer-Encoding: xchunked"), 0],
  ["an encoding behind a vertical tab", sizedAnd("Transfer-Encoding: \vchunked"), 0],
  ["an encoding with a blank before its colon", sizedAnd("Transfer-Encoding : chunked"), 0],
  ["an encoding on a folded line", sizedAnd("X: a", " Transfer-Encoding: chunked"), 0],
  ["an encoding spelled with an underscore", sizedAnd("Transfer_Encoding: chunked"), 1],
  ["an encoding hidden behind a bare return", sizedAnd("X: a\rTransfer-Encoding: chunked"), 0],
  ["an encoding behind a NUL", sizedAnd("X: a\0", chunked), 0],
  ["an encoding that Connection names", sizedAnd("Connection: transfer-encoding, x-forwarded-for"), 1],
  ["two lengths", lengths(5, 60), 0],
  ["the same length twice", lengths(5, 5), 0],
  ["a length with a sign", lengths("+5"), 0],
  ["a length in a list", lengths("5, 5"), 0],
  ["a length in hexadecimal", lengths("0x5"), 0],
  ["a length that is negative", lengths("-1"), 0],
  ["a length that overflows", lengths("18446744073709551621"), 0],
  ["a chunk's size that is no number", chunks("zz\r\nhello\r\n0\r\n\r\n"), 0],
  ["a chunk's size with a prefix", chunks("0x5\r\nhello\r\n0\r\n\r\n"), 0],
  ["a chunk's size that overflows", chunks("10000000000000005\r\nhello\r\n0\r\n\r\n"), 0],
  ["a chunk that is longer than its size", chunks("3\r\nhello\r\n0\r\n\r\n"), 0],
  ["a hidden request within the trailer", (place) => post(place, [chunked], `5\r\nhello\r\n0\r\n${hidden(place)}`), 1],
  ["a body that GET has", (place) => post(place, [`Content-Length: ${hidden(place).length}`], hidden(place)).replace("POST", "GET"), 0],
  ["a body that is expected to be asked for", (place) => post(place, [`Content-Length: ${hidden(place).length}`, "Expect: 100-continue"], hidden(place)), 1],
  ["an upgrade to HTTP/2", (place) => post(place, [`Content-Length: ${hidden(place).length}`, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA"], hidden(place)), 1],
  ["line ends in the address", ({ outer, inner }) => `GET ${outer}?%0d%0a%0d%0aGET%20${inner} HTTP/1.1\r\nHost: ${name}\r\n\r\n`, 1],
  ["a blank in the address", ({ outer, inner }) => `GET ${outer} HTTP/1.1\rGET ${inner} HTTP/1.1\r\nHost: ${name}\r\n\r\n`, 0],
  ["two hosts", ({ outer }) => `GET ${outer} HTTP/1.1\r\nHost: ${name}\r\nHost: other\r\n\r\n`, 0],
];

for (const [what, bytes, expected] of attacks) {
  test(`HTTP/1.1: ${what}`, async () => {
    const place = paths();
    const raw = await connectRaw(pair.nginx);
    raw.socket.write(bytes(place), "latin1");
    await answerAndEnd(raw);
    assert.equal(await countHandled(place), expected);
  });
}

test("HTTP/1.1: a body that ends early is never handed over", async () => {
  for (const [lines, body] of [
    [["Content-Length: 100"], "hello"],
    [[chunked], "5\r\nhello\r\n"],
  ]) {
    const place = paths();
    const { socket } = await connectRaw(pair.nginx);
    socket.end(post(place, lines, body), "latin1");
    if (!socket.closed) await once(socket, "close");
    assert.equal(await countHandled(place), 0);
  }
});

const word = (text) => Buffer.concat([Buffer.from([text.length]), Buffer.from(text, "latin1")]);

/** Headers as HPACK writes them without any table: names and values of at most 126 bytes. */
const packed = (headers) => Buffer.concat(headers.flatMap(([key, value]) => [Buffer.from([0]), word(key), word(value)]));

function frame(type, flags, stream, payload) {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

const kind = { data: 0, headers: 1, reset: 3, settings: 4, goAway: 7 };

/** True when an answer to the stream, its reset or the connection's end is among the bytes. */
function isAnswered(bytes) {
  for (let at = 0; at + 9 <= bytes.length; at += 9 + bytes.readUIntBE(at, 3)) {
    if ([kind.headers, kind.reset, kind.goAway].includes(bytes[at + 3])) return true;
  }
  return false;
}

/** A request in frames made by hand, because no library would send it. */
async function sendFrames(headers, body) {
  const { socket, received } = await connectRaw(pair.nginx, "h2");
  const endHeaders = 4;
  const endStream = 1;
  socket.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  socket.write(frame(kind.settings, 0, 0, Buffer.alloc(0)));
  socket.write(frame(kind.headers, endHeaders | (body === undefined ? endStream : 0), 1, packed(headers)));
  if (body !== undefined) socket.write(frame(kind.data, endStream, 1, Buffer.from(body)));
  await eventually("nginx answers the frames", () => isAnswered(received()) || socket.closed);
  socket.destroy();
}

const usual = (place, method = "POST") => [
  [":method", method],
  [":scheme", "https"],
  [":authority", name],
  [":path", place.outer],
];
const instead = (headers, key, value) => headers.map((header) => (header[0] === key ? [key, value] : header));

// [what, the headers, the body, how often the server may handle `/outer`]
const frames = [
  ["nothing wrong", (place) => [...usual(place), ["content-length", "5"]], () => "hello", 1],
  ["a body longer than its length", (place) => [...usual(place), ["content-length", "5"]], (place) => `hello${hidden(place)}`, 0],
  ["a body shorter than its length", (place) => [...usual(place), ["content-length", "500"]], () => "hello", 0],
  ["two lengths", (place) => [...usual(place), ["content-length", "5"], ["content-length", "9"]], () => "hello", 0],
  ["chunks within", (place) => [...usual(place), ["transfer-encoding", "chunked"]], (place) => `0\r\n\r\n${hidden(place)}`, 1],
  ["a header's value with another one", (place) => [...usual(place), ["x", "a\r\ncontent-length: 0"]], hidden, 0],
  ["a header's value with a request", (place) => [...usual(place, "GET"), ["x", `a\r\n\r\nGET ${place.inner} HTTP/1.1`]], undefined, 0],
  ["a header's name with another one", (place) => [...usual(place), ["x: a\r\ny", "b"]], hidden, 0],
  ["a NUL in a value", (place) => [...usual(place, "GET"), ["x", "a\0b"]], undefined, 0],
  ["a path with a request", (place) => instead(usual(place, "GET"), ":path", `${place.outer} HTTP/1.1\r\n\r\nGET ${place.inner}`), undefined, 0],
  ["a method with a request", (place) => instead(usual(place), ":method", `GET ${place.inner} HTTP/1.1\r\n\r\nPOST`), () => "", 0],
  ["a host with a request", (place) => instead(usual(place, "GET"), ":authority", `a\r\n\r\nGET ${place.inner} HTTP/1.1`), undefined, 0],
];

for (const [what, headers, body, expected] of frames) {
  test(`HTTP/2: ${what}`, async () => {
    const place = paths();
    await sendFrames(headers(place), body?.(place));
    assert.equal(await countHandled(place), expected);
  });
}
