// The funnel schema as constant tables that the parser walks: which properties an object has, what
// each must be, how alternatives are told apart.
import { banner, follow, merged, nameOf, tagOf } from "./schemas.mjs";
import { wrapped } from "./enums.mjs";

class Tables {
  constructor(definitions) {
    this.definitions = definitions;
    this.shapes = [];
    this.properties = [];
    this.words = [];
    this.known = new Map();
  }

  /** Index of the shape of a schema; equal schemas share one. */
  shape(schema) {
    const key = schema.$ref ? nameOf(schema.$ref) : JSON.stringify(schema);
    if (schema.$ref && this.definitions.get(key).$ref) return this.shape(this.definitions.get(key));
    if (!this.known.has(key)) {
      const at = this.shapes.push(null) - 1;
      this.known.set(key, at);
      this.shapes[at] = this.build(follow(this.definitions, schema));
    }
    return this.known.get(key);
  }

  build(schema) {
    if (schema["x-discriminator"]) return this.tagged(schema);
    if (schema.oneOf) return this.byKind(schema.oneOf);
    if (schema.enum || schema.const !== undefined) return this.text({ ...schema, enum: schema.enum ?? [schema.const] });
    switch (schema.type) {
      case "string":
        return this.text(schema);
      case "number":
      case "integer":
        return {
          form: schema.type === "integer" ? "integer" : "number",
          min: schema.minimum ?? schema.exclusiveMinimum ?? -Infinity,
          max: schema.maximum ?? Infinity,
          flag: schema.exclusiveMinimum !== undefined,
        };
      case "boolean":
        return { form: "boolean" };
      case "null":
        return { form: "null" };
      case "array":
        return this.counted({ form: "list", first: this.shape(schema.items), flag: schema.uniqueItems === true }, schema.minItems, schema.maxItems);
      case "object":
        return typeof schema.additionalProperties === "object" ? this.map(schema) : this.object(schema);
      default:
        if (schema.allOf) return this.object(schema);
        if (Object.keys(schema).every((word) => word === "description")) return { form: "any" };
        throw new Error(`no shape for ${JSON.stringify(schema)}`);
    }
  }

  counted(shape, min = 0, max = Infinity) {
    return { ...shape, min, max };
  }

  text(schema) {
    const words = schema.enum ?? [];
    const first = this.words.length;
    this.words.push(...words);
    return this.counted({ form: "text", rule: schema["x-rule"], first, count: words.length }, schema.minLength, schema.maxLength);
  }

  object(schema) {
    const whole = merged(this.definitions, schema);
    const rows = Object.entries(whole.properties).map(([name, property]) => ({
      name,
      shape: this.shape(property),
      required: whole.required.includes(name),
    }));
    return { form: "object", label: schema.title, flag: Object.keys(whole.patternProperties).length > 0, ...this.rows(rows) };
  }

  map(schema) {
    return { form: "map", label: schema.title, first: this.shape(schema.propertyNames), count: this.shape(schema.additionalProperties) };
  }

  tagged(schema) {
    const name = schema["x-discriminator"];
    const rows = schema.oneOf.map((one) => ({ name: tagOf(this.definitions, one, name), shape: this.shape(one), required: false }));
    const flag = (schema.required ?? []).includes("id");
    return { form: "tagged", label: name, flag, ...this.rows(rows) };
  }

  /** Alternatives that differ by the kind of JSON; several objects by the property they require. */
  byKind(alternatives) {
    const kinds = { string: "text", number: "number", boolean: "boolean", null: "null", array: "list", object: "object" };
    const rows = [];
    const objects = [];
    for (const one of alternatives) {
      const schema = follow(this.definitions, one);
      if (schema.type === "object") objects.push(one);
      else rows.push({ name: kinds[schema.type], shape: this.shape(one), required: false });
    }
    if (objects.length === 1) rows.push({ name: "object", shape: this.shape(objects[0]), required: false });
    if (objects.length > 1) rows.push({ name: "object", shape: this.byMember(objects), required: false });
    return { form: "by_kind", ...this.rows(rows) };
  }

  /** The last alternative is the one that is meant when no key is there. */
  byMember(alternatives) {
    const rows = alternatives.map((one) => ({ name: follow(this.definitions, one).required[0], shape: this.shape(one), required: false }));
    return this.shapes.push({ form: "by_member", ...this.rows(rows) }) - 1;
  }

  rows(rows) {
    const first = this.properties.length;
    this.properties.push(...rows);
    return { first, count: rows.length };
  }
}

const rulesOf = (definitions) => [...definitions.values()].map((schema) => schema["x-rule"]).filter(Boolean);

function number(value) {
  if (value === Infinity) return "kNoLimit";
  if (value === -Infinity) return "-kNoLimit";
  return String(value);
}

export function shapeHeader(definitions, name) {
  return `// ${banner}
// clang-format off
#pragma once

#include "parse/shape.hpp"

namespace tundish {

/// What a ${name} definition must look like.
extern const ShapeTables k${name[0].toUpperCase()}${name.slice(1)}Shape;

}  // namespace tundish
`;
}

export function shapeSource(definitions, name) {
  const tables = new Tables(definitions);
  const root = tables.shape({ $ref: `#/$defs/${name}` });
  const rules = new Set(rulesOf(definitions));
  const shapes = tables.shapes.map(({ form, rule = "none", flag = false, first = 0, count = 0, min = 0, max = 0, label = "" }) => {
    if (rule !== "none" && !rules.has(rule)) throw new Error(`no rule ${rule}`);
    return `    {Form::${form}, TextRule::${rule}, ${flag}, ${first}, ${count}, ${number(min)}, ${number(max)}, ${JSON.stringify(label)}},`;
  });
  const properties = tables.properties.map((row) => `    {${JSON.stringify(row.name)}, ${row.shape}, ${row.required}},`);
  return `// ${banner}
// clang-format off
#include "parse/funnel_shape.gen.hpp"

namespace tundish {
namespace {

constexpr Shape kShapes[] = {
${shapes.join("\n")}
};

constexpr ShapeProperty kProperties[] = {
${properties.join("\n")}
};

constexpr std::string_view kWords[] = {
${wrapped(tables.words.map((word) => JSON.stringify(word)), "    ")}
};

}  // namespace

const ShapeTables k${name[0].toUpperCase()}${name.slice(1)}Shape = {kShapes, kProperties, kWords, ${root}};

}  // namespace tundish
`;
}
