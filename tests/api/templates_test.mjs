// The templates as the gallery hands them out: each becomes a draft and is published as it is, with
// nothing found but the endpoints that the server has not got yet.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ServerProcess } from "../runners/server_process.mjs";
import { Api } from "./kit.mjs";

let server;
let api;
before(async () => {
  server = await ServerProcess.start();
  api = await Api.of(server);
});
after(() => server.stop());

const get = async (path) => {
  const { status, body } = await api.ask("GET", path);
  assert.equal(status, 200, path);
  return body;
};

test("every template is published as it is, on all its channels and in all its languages", async () => {
  const { templates } = await get("/api/v1/templates");
  assert.equal(templates.length, 10);
  for (const { slug, channels, languages, title, about } of templates) {
    const { x_template: shown, ...definition } = await get(`/api/v1/templates/${slug}`);
    assert.deepEqual({ title, about }, { title: shown.title, about: shown.about }, slug);
    assert.equal(definition.slug, slug);
    for (const texts of [title, about]) assert.deepEqual(Object.keys(texts).sort(), [...languages].sort(), slug);
    const mine = `my-${slug}`;
    const kept = await api.ask("POST", "/api/v1/funnels", { body: { ...definition, slug: mine } });
    assert.equal(kept.status, 201, JSON.stringify(kept.body));
    const published = await api.ask("POST", `/api/v1/funnels/${mine}/publish`, { body: {} });
    assert.ok(published.status < 300, JSON.stringify(published.body));
    const { diagnostics, disabled_channels: disabled, releases } = published.body;
    assert.deepEqual(diagnostics.filter(({ code }) => code !== "unknown_endpoint"), [], slug);
    assert.deepEqual(disabled, [], slug);
    assert.deepEqual(releases.map(({ language }) => language).sort(), [...languages].sort(), slug);
    assert.deepEqual([...channels].sort(), ["sms", "web", "web_chat", "whatsapp"], slug);
  }
});
