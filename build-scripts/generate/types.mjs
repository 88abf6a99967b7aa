// The formats as TypeScript types: wire fields as on the wire, defaults may be left out.
import { banner, nameOf } from "./schemas.mjs";

const camel = (name) => name.replace(/(^|_)([a-z])/g, (_, __, letter) => letter.toUpperCase());

function doc(text, indent = "") {
  return text ? `${indent}/** ${text} */\n` : "";
}

class Types {
  constructor(definitions) {
    this.definitions = definitions;
  }

  reference(ref) {
    const name = nameOf(ref);
    return this.definitions.get(name)["x-enum"] ?? camel(name);
  }

  type(schema, indent = "") {
    if (schema.$ref) return this.reference(schema.$ref);
    if (schema.const !== undefined) return JSON.stringify(schema.const);
    if (schema.enum) return schema.enum.map((word) => JSON.stringify(word)).join(" | ");
    if (schema.oneOf ?? schema.anyOf) return this.alternatives(schema, indent);
    if (schema.allOf) return [...schema.allOf.map((one) => this.type(one, indent)), ...(schema.properties ? [this.object(schema, indent)] : [])].join(" & ");
    switch (schema.type) {
      case "string":
      case "boolean":
      case "null":
        return schema.type;
      case "number":
      case "integer":
        return "number";
      case "array": {
        const item = this.type(schema.items, indent);
        return /[ |&]/.test(item) ? `(${item})[]` : `${item}[]`;
      }
      case "object":
        return this.object(schema, indent);
      case undefined:
        return "unknown";
      default:
        throw new Error(`no type for ${JSON.stringify(schema)}`);
    }
  }

  /** One of several; what all of them must have is said once. */
  alternatives(schema, indent) {
    const types = (schema.oneOf ?? schema.anyOf).map((one) => this.type(one, indent)).join(" | ");
    if (!schema.required) return types;
    const members = schema.required.map((name) => `${name}: string`);
    return `(${types}) & { ${members.join("; ")} }`;
  }

  object(schema, indent) {
    if (typeof schema.additionalProperties === "object") return `Record<string, ${this.type(schema.additionalProperties, indent)}>`;
    const inner = `${indent}  `;
    const lines = Object.entries(schema.properties ?? {}).map(([name, property]) => {
      const mark = (schema.required ?? []).includes(name) ? "" : "?";
      return `${doc(property.description, inner)}${inner}${name}${mark}: ${this.type(property, inner)};\n`;
    });
    if (schema.patternProperties) lines.push(`${inner}[extension: \`x_\${string}\`]: unknown;\n`);
    return lines.length > 0 ? `{\n${lines.join("")}${indent}}` : "Record<string, never>";
  }
}

export function typesModule(definitions) {
  const types = new Types(definitions);
  const parts = [...definitions].map(([name, schema]) => {
    const text = types.type(schema);
    const title = schema["x-enum"] ?? camel(name);
    const plain = schema.type === "object" && text.startsWith("{");
    return `${doc(schema.description)}export ${plain ? `interface ${title} ${text}` : `type ${title} = ${text};`}\n`;
  });
  return `// ${banner}\n\n${parts.join("\n")}`;
}
