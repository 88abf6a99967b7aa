// The schemas as one set of named definitions, and what every generator asks of them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export const banner = "Generated from engine/schema by build-scripts/generate.mjs. Do not edit.";

/** Reads the schemas; a definition's name may stand in one of them only. */
export function readSchemas(folder, names) {
  const definitions = new Map();
  for (const name of names) {
    const { $defs } = JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8"));
    for (const [key, schema] of Object.entries($defs)) {
      if (definitions.has(key)) throw new Error(`${key} is defined in two schemas`);
      definitions.set(key, schema);
    }
  }
  for (const [key, schema] of definitions) checkDescribed(schema, key);
  return definitions;
}

/** The descriptions are the documentation: every definition and property has one, or a reference. */
function checkDescribed(schema, path) {
  if (typeof schema !== "object") return;
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (!property.description && !property.$ref && !property.enum && property.const === undefined)
      throw new Error(`${path}.${name} has no description`);
    checkDescribed(property, `${path}.${name}`);
  }
  if (!path.includes(".") && !schema.description) throw new Error(`${path} has no description`);
}

/** The definition's name that a reference leads to. */
export function nameOf(reference) {
  return /^(?:[a-z]+\.schema\.json)?#\/\$defs\/([a-z_]+)$/.exec(reference)[1];
}

export function follow(definitions, schema) {
  if (!schema.$ref) return schema;
  const target = definitions.get(nameOf(schema.$ref));
  if (!target) throw new Error(`${schema.$ref} leads nowhere`);
  return follow(definitions, target);
}

/** The schema with everything that its allOf brings. */
export function merged(definitions, schema) {
  const own = follow(definitions, schema);
  const whole = { ...own, properties: {}, patternProperties: {}, required: [] };
  const parts = [...(own.allOf ?? []).map((part) => merged(definitions, part)), own];
  for (const part of parts) {
    Object.assign(whole.properties, part.properties);
    Object.assign(whole.patternProperties, part.patternProperties);
    whole.required.push(...(part.required ?? []));
  }
  return whole;
}

/** The word of a tagged alternative: the const of its discriminator. */
export function tagOf(definitions, schema, discriminator) {
  const { properties, oneOf } = merged(definitions, schema);
  if (oneOf) return tagOf(definitions, oneOf[0], discriminator);
  return properties[discriminator].const;
}

/** [{name, words, enumerators}] of every definition that is an enum in C++. */
export function enums(definitions) {
  const keywords = new Set(["short", "long", "not", "in", "switch", "default"]);
  return [...definitions.values()]
    .filter((schema) => schema["x-enum"])
    .map((schema) => ({
      name: schema["x-enum"],
      description: schema.description,
      words: schema.enum,
      enumerators: schema["x-enumerators"] ?? schema.enum.map((word) => (keywords.has(word) ? `${word}_` : word)),
    }));
}
