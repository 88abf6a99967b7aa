// Whatever the studio shows of the format and of the audit log has words of its own.
import test from 'node:test';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { source } from './sources.mjs';

const { itemNames, kindNames, layerNames, memberNames, operatorNames, sourceNames } = await source('studio/base/format_words.ts');
const { valueNames } = await source('studio/base/format_values.ts');
const { auditWords } = await source('studio/shell/words_audit.ts');

const root = new URL('../../', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const schema = JSON.parse(read('engine/schema/funnel.schema.json'));

function seen(node) {
  return node?.$ref ? { ...schema.$defs[node.$ref.slice('#/$defs/'.length)], name: node.$ref.slice('#/$defs/'.length) } : node;
}

/** Every object of the schema. */
function* nodes(value = schema) {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const one of Object.values(value)) yield* nodes(one);
}

const members = [...nodes()].flatMap(({ properties }) => (properties && typeof properties === 'object' ? Object.entries(properties) : []));

/** Plain: a capital at the beginning (where one stands alone), no underscore, not the format's own word. */
function assertWords(table, names, what) {
  const wanted = [...new Set(names)];
  assert.ok(wanted.length > 0, `${what}: none found`);
  assert.deepEqual(wanted.filter((name) => !table[name]), [], `${what} without words`);
  assert.deepEqual(Object.entries(table).filter(([, words]) => /[_`]/.test(words)), [], `${what} with a name of the format`);
}

test('every member of the format, and one of each list, has words', () => {
  assertWords(memberNames, members.map(([name]) => name), 'members');
  const lists = members.filter(([, node]) => seen(node).type === 'array').map(([name]) => name);
  assertWords(itemNames, lists, 'items of lists');
  const unknown = Object.keys(memberNames).filter((name) => !members.some(([one]) => one === name));
  assert.deepEqual(unknown, [], 'words for members that the format does not have');
});

test('every value that can be chosen, and every kind of value, has words', () => {
  const choices = [...nodes()].filter((node) => Array.isArray(node.enum)).flatMap((node) => node.enum);
  assertWords(valueNames, choices.filter((one) => typeof one === 'string'), 'values');
  assertWords(layerNames, schema.$defs.layer_type.enum, 'layers');
  assertWords(sourceNames, schema.$defs.operand_source.enum, 'sources');
  assertWords(operatorNames, schema.$defs.operator.enum, 'operators');
  const variants = [...nodes()].filter((node) => Array.isArray(node.oneOf) && !node['x-discriminator'])
    .flatMap(({ oneOf }) => oneOf.map((one) => seen(one).name ?? one.type));
  assertWords(kindNames, variants.filter((name) => name && name !== 'jump' && name !== 'condition'), 'kinds of values');
});

/** Of each source of the server that notes deeds. */
const noting = ['api', 'service'].flatMap((part) =>
  readdirSync(new URL(`server/src/${part}/`, root)).filter((name) => name.endsWith('.cpp'))
    .map((name) => ({ name: `${part}/${name}`, text: read(`server/src/${part}/${name}`) })))
  .filter(({ text }) => /\bDeed\b|\bnote_deed\(writer, actor,/.test(text));
const literals = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found);
/** Deeds whose name is put together where they are noted. */
const joined = {
  'funnel.': (text) => literals(text, /\b(?:note|play_again|put_releases)\((?:[^;"]*?)"([a-z_]+)"/g),
  'quarantine.': (text) => literals(text, /decision != "([a-z_]+)"/g),
};

test('every deed of the audit log, what it is about and its details have words', () => {
  const deeds = [];
  for (const { name, text } of noting.filter(({ name }) => name !== 'service/audit.cpp')) {
    const found = literals(text, /(?<!\btype = )"([a-z_]+\.[a-z_]+)"/g);
    for (const prefix of literals(text, /"([a-z_]+\.)" \+/g)) {
      const ends = joined[prefix]?.(text) ?? [];
      assert.ok(ends.length > 0, `${name}: nobody knows what follows “${prefix}”`);
      found.push(...ends.map((end) => prefix + end));
    }
    assert.ok(found.length > 0, `${name} notes a deed that this test does not see`);
    deeds.push(...found);
  }
  assertWords(auditWords.deeds, deeds, 'deeds');
  assert.deepEqual(Object.keys(auditWords.deeds).filter((one) => !deeds.includes(one)), [], 'words for deeds that nobody notes');
  const about = noting.flatMap(({ text }) => [
    ...literals(text, /"[a-z_]+\.[a-z_]+"(?: : "[a-z_.]+")?, "([a-z_]+)"/g),
    ...literals(text, /std::move\(action\), "([a-z_]+)"/g),
    ...literals(text, /object_kind = "([a-z_]+)"/g),
  ]);
  assertWords(auditWords.kinds, about, 'what lines are about');
  assertWords(auditWords.facts, noting.flatMap(({ text }) => literals(text, /\bdetails\.set\("([a-z_]+)"/g)), 'details');
});
