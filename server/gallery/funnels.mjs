// The gallery's entries as funnels of their own, in English and Arabic, for pages and chats.
import { ending, introduction } from "./fillings.mjs";
import { channelOf, looksOf } from "./looks.mjs";

/** Takes `[english, arabic]` texts out of a component, into the content of both languages. */
function lifted(component, place, content) {
  const taken = { ...component };
  for (const [name, value] of Object.entries(component)) {
    if (!Array.isArray(value)) continue;
    const isText = value.length === 2 && value.every((word) => typeof word === "string") && /[\u0600-\u06ff]/.test(value[1]);
    if (isText) {
      taken[name] = value[0];
      content[`${place}.${name}`] = value[1];
    } else if (value.some((item) => Array.isArray(item?.title))) {
      taken[name] = value.map((item) => {
        const described = item.description ? { description: item.description[0] } : {};
        content[`${place}.${name}.${item.value}`] = item.title[1];
        if (item.description) content[`${place}.descriptions.${item.value}`] = item.description[1];
        return { ...item, title: item.title[0], ...described };
      });
    }
  }
  return Object.fromEntries(Object.entries(taken).filter(([, value]) => value !== undefined));
}

const layersOf = ({ component, layers }) =>
  layers ?? (component.kind === "previous" || component.kind === "restart" ? afterOne(component) : alone(component));

const alone = (component) => {
  const beside = component.type === "button" || component.type === "endpoint" ? [introduction] : [];
  const isWay = component.type === "button" && /^(jump|event)$/.test(component.kind);
  const shown = [...beside, { id: "shown", ...component }];
  // Links and calls lead nowhere in the funnel.
  const onward = isWay ? {} : { next: "end" };
  return [{ id: "show", type: "start", components: shown, ...onward }, ending];
};

/** What leads back is shown on the second layer. */
const afterOne = (component) => [
  { id: "first", type: "start", components: [introduction], next: "show" },
  { id: "show", type: "intermediate", components: [introduction, { id: "shown", ...component }], next: "end" },
  ending,
];

/** `looks`: those that it is offered in. */
export function funnelOf(entry, looks = looksOf(entry)) {
  const arabic = {};
  const layers = layersOf(entry).map((layer) => ({
    ...layer,
    components: layer.components.map((component) => lifted(component, `${layer.id}.${component.id}`, arabic)),
  }));
  const fatal = layers.find(({ type }) => type === "fatalistic");
  return {
    tundish: 1,
    slug: `gallery-${entry.slug}`,
    title: `${entry.group}: ${entry.name}`,
    channel: channelOf(looks[0]),
    channels: looks.map(channelOf),
    ...(fatal ? { config: { fatalistic_layer: fatal.id } } : {}),
    languages: ["en", "ar"],
    layers,
    content: { ar: arabic },
  };
}
