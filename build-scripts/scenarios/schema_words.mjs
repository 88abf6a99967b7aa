// What the schemas let somebody write, and what of it a given text uses: names such as
// `layer.max_visits` for a property and `operator=matches` for a word.

/** What a schema leaves to choose from. */
const choices = ({ oneOf, anyOf }) => oneOf ?? anyOf ?? [];

/** All words below one schema file's definitions, by following $ref; other files are named by their own. */
export class SchemaWords {
  #schemas;

  /** @param schemas file name → parsed schema */
  constructor(schemas) {
    this.#schemas = schemas;
  }

  #resolve(schema, file) {
    const [, other, name] = /^(.*)#\/\$defs\/(.+)$/.exec(schema.$ref);
    const from = other || file;
    return { schema: this.#schemas[from].$defs[name], file: from, owner: name };
  }

  /** Every word that can be reached from a definition. */
  allFrom(file, name) {
    const words = new Set();
    const seen = new Set();
    const visit = (schema, where, owner) => {
      if (schema.$ref) {
        const found = this.#resolve(schema, where);
        const key = `${found.file}#${found.owner}`;
        if (seen.has(key)) return;
        seen.add(key);
        return visit(found.schema, found.file, found.owner);
      }
      for (const word of schema.enum ?? []) words.add(`${owner}=${word}`);
      for (const [property, inner] of Object.entries(schema.properties ?? {})) {
        if (inner.const === undefined) words.add(`${owner}.${property}`);
        visit(inner, where, `${owner}.${property}`);
      }
      for (const inner of [...choices(schema), ...(schema.allOf ?? [])]) visit(inner, where, owner);
      if (schema.items) visit(schema.items, where, owner);
      for (const inner of [schema.additionalProperties, schema.propertyNames]) {
        if (inner && typeof inner === "object") visit(inner, where, owner);
      }
    };
    visit({ $ref: `${file}#/$defs/${name}` }, file, name);
    return words;
  }

  /** Adds to `used` the words that a value uses. A property counts when it is not as without it. */
  use(file, name, value, used) {
    const visit = (schema, where, owner, given) => {
      if (schema.$ref) {
        const found = this.#resolve(schema, where);
        return visit(found.schema, found.file, found.owner, given);
      }
      if (schema.enum) used.add(`${owner}=${given}`);
      for (const inner of schema.allOf ?? []) visit(inner, where, owner, given);
      const one = choices(schema).find((inner) => this.#fits(inner, where, given, schema["x-discriminator"]));
      if (one) visit(one, where, owner, given);
      if (Array.isArray(given)) {
        if (schema.items) for (const item of given) visit(schema.items, where, owner, item);
      } else if (given !== null && typeof given === "object") {
        visitMembers(schema, where, owner, given);
      }
    };
    const visitMembers = (schema, where, owner, given) => {
      for (const [property, inner] of Object.entries(given)) {
        if (schema.propertyNames) visit(schema.propertyNames, where, owner, property);
        const known = schema.properties?.[property];
        if (known) {
          if (inner !== known.default) used.add(`${owner}.${property}`);
          visit(known, where, `${owner}.${property}`, inner);
        } else if (schema.additionalProperties && typeof schema.additionalProperties === "object") {
          visit(schema.additionalProperties, where, owner, inner);
        }
      }
    };
    visit({ $ref: `${file}#/$defs/${name}` }, file, name, value);
  }

  /** Whether an alternative of a oneOf is the one that was meant. */
  #fits(schema, file, value, discriminator) {
    if (schema.$ref) {
      const found = this.#resolve(schema, file);
      return this.#fits(found.schema, found.file, value, discriminator);
    }
    if (discriminator) return this.#constants(schema, file, discriminator).has(value?.[discriminator]);
    if (choices(schema).length > 0) return choices(schema).some((inner) => this.#fits(inner, file, value, schema["x-discriminator"]));
    if (schema.enum) return schema.enum.includes(value);
    const type = Array.isArray(value) ? "array" : value === null ? "null" : typeof value;
    if (schema.type && schema.type !== type && !(schema.type === "integer" && type === "number")) return false;
    if (schema.type !== "object") return true;
    return (schema.required ?? []).every((property) => property in value) &&
      Object.entries(schema.properties ?? {}).every(
        ([property, { const: constant }]) => constant === undefined || !(property in value) || value[property] === constant);
  }

  /** The constants that a property has in a schema or in what it is made of. */
  #constants(schema, file, property) {
    if (schema.$ref) {
      const found = this.#resolve(schema, file);
      return this.#constants(found.schema, found.file, property);
    }
    const own = schema.properties?.[property]?.const;
    const found = new Set(own === undefined ? [] : [own]);
    for (const inner of [...choices(schema), ...(schema.allOf ?? [])]) {
      for (const constant of this.#constants(inner, file, property)) found.add(constant);
    }
    return found;
  }
}
