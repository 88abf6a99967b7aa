#include <utility>

#include "parse/field_reader.hpp"
#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/ending.hpp"

namespace tundish {

using json::Kind;

namespace {

// Which types of layers have a property.
struct Belonging {
  std::string_view name;
  unsigned types;
};

constexpr unsigned bit(LayerType type) { return 1u << static_cast<unsigned>(type); }
constexpr unsigned kStart = bit(LayerType::start);
constexpr unsigned kIntermediate = bit(LayerType::intermediate);
constexpr unsigned kResult = bit(LayerType::result);
constexpr unsigned kFatalistic = bit(LayerType::fatalistic);
constexpr unsigned kAction = bit(LayerType::action);
constexpr unsigned kSubfunnel = bit(LayerType::subfunnel);
constexpr unsigned kShown = kStart | kIntermediate | kResult | kFatalistic;
constexpr unsigned kOnward = kStart | kIntermediate | kAction | kSubfunnel;

constexpr Belonging kBelongings[] = {
    {"components", kShown},
    {"conversion", kResult | kAction},
    {"trigger", kResult | kAction},
    {"requires_auth", kShown & ~kFatalistic},
    {"unauthenticated_target_layer", kShown & ~kFatalistic},
    {"authenticated_target_layer", kShown & ~kFatalistic},
    {"allow_skip", kIntermediate},
    {"auto_fill", kIntermediate},
    {"skip_conditions", kIntermediate},
    {"initial_data", kStart},
    {"calculations", kOnward},
    {"actions", kAction},
    {"subfunnel", kSubfunnel},
    {"pending", kOnward},
    {"max_visits", kOnward},
};

std::string types_in(unsigned set) {
  Words words;
  for (const LayerType type : {LayerType::start, LayerType::intermediate, LayerType::result,
                               LayerType::fatalistic, LayerType::action, LayerType::subfunnel}) {
    if (set & bit(type)) words.push_back(to_text(type));
  }
  return listed(words);
}

}  // namespace

Layer Lowering::lower_layer(const Node& at) {
  Layer layer;
  layer.id = text_in(at, "id");  // components ask for these two
  layer.type = word_in(at, "type", LayerType::intermediate);
  if constexpr (kLean) {
    const bool is_shown = layer.type != LayerType::action && layer.type != LayerType::subfunnel;
    if (!is_shown) findings_.need_full_engine();
  }
  layer_ = &layer;
  FieldReader reader(at, *this);
  fields(reader, layer);
  layer_ = nullptr;
  if constexpr (!kLean) lift_layer(layer, at);
  if constexpr (!kTerse) {
    check_properties(at, layer);
    check_initial_data(at);
    check_actions(at, layer);
  }
  return layer;
}

void Lowering::lower_components(const Node& at, Layer& layer) {
  const Node* components = member(at, "components", Kind::list);
  if (!components) return;
  Named ids;
  layer.components.reserve(components->items.size());
  for (const Node& written : components->items) {
    Component component;
    const bool is_known = lower_component(written, text_in(written, "id"), component);
    const Node* id = member(written, "id", Kind::text);
    if (!id) continue;
    if constexpr (!kLean) {
      constexpr std::string_view kTaken = "Another component of this layer has the id {q} already.";
      if (!note_name(ids, *id, written, "duplicate_id", kTaken)) continue;
    }
    if (!is_known) continue;
    if constexpr (!kLean) lift(sentence_of("{}.{}.", {layer.id, component.id}), written);
    layer.components.push_back(std::move(component));
  }
}

// The session is over on a result or fatalistic layer: nothing leads on from there.
void Lowering::check_properties(const Node& at, const Layer& layer) {
  for (const std::string_view name : {"next", "on_error"}) {
    const Node* way = member(at, name);
    if (!way || !is_ending(layer)) continue;
    findings_.error("outbound_navigation", *way,
                    "The session ends on a layer of type {}: it can not have {q}.",
                    {to_text(layer.type), name});
  }
  for (const Belonging& one : kBelongings) {
    const Node* property = member(at, one.name);
    if (!property || (one.types & bit(layer.type))) continue;
    findings_.error("misplaced_property", *property,
                    "{q} belongs to a layer of type {}, not to one of type {}.",
                    {one.name, types_in(one.types), to_text(layer.type)});
  }
  const bool is_subfunnel = layer.type == LayerType::subfunnel;
  if (const Node* next = member(at, "next"); next && is_subfunnel) {
    findings_.error(
        "misplaced_property", *next,
        "The way onward of a layer of type subfunnel is the `next` of its `subfunnel`.");
  }
  const std::string_view needed = is_subfunnel                      ? "subfunnel"
                                  : layer.type == LayerType::action ? "actions"
                                                                    : "";
  if (needed.empty() || member(at, needed)) return;
  findings_.error("missing_property", at, "A layer of type {} needs the property {q}.",
                  {to_text(layer.type), needed});
}

void Lowering::check_initial_data(const Node& at) {
  const Node* data = member(at, "initial_data", Kind::list);
  if (!data) return;
  Named slugs;
  for (const Node& one : data->items) {
    const Node* slug = member(one, "slug", Kind::text);
    if (!slug || !note_name(slugs, *slug, one, "duplicate_slug",
                            "Other initial data has the slug {q} already.")) {
      continue;
    }
    check_slug(one, nullptr, slug->text, text_in(one, "input_type"));
    if (text_in(one, "source") == to_text(InitialSource::device)) {
      const Node* key = member(one, "key", Kind::text);
      const Node& word = key ? *key : *slug;
      check_slug_word(word, word.text, OperandSource::device);
    }
  }
}

void Lowering::check_actions(const Node& at, const Layer& layer) {
  const Node* actions = member(at, "actions", Kind::list);
  if (!actions) return;
  Named ids;
  for (std::size_t i = 0; i < actions->items.size(); ++i) {
    const Node& written = actions->items[i];
    if (const Node* id = member(written, "id", Kind::text)) {
      note_name(ids, *id, written, "duplicate_id",
                "Another action of this layer has the id {q} already.");
    }
    const Action& action = layer.actions[i];
    if (action.kind == ActionKind::endpoint) check_call(written, action.call);
    if (action.kind == ActionKind::authenticate) {
      check_codes(written, action.method, action.expires_minutes);
      if (action.method == AuthKind::password) {
        findings_.error("contradiction", written,
                        "Nobody can type a password while an action runs: use an auth component.");
      }
    }
    if (action.kind != ActionKind::send) continue;
    const Node* journey = member(written, "journey");
    const Node* text = member(written, "text");
    if (journey && text) {
      findings_.error("misplaced_property", *text,
                      "A send action sends a `text` or begins a `journey`, not both.");
    } else if (const Node* data = member(written, "data"); data && !journey) {
      findings_.error("misplaced_property", *data, "Only a journey begins with `data`.");
    }
  }
}

}  // namespace tundish
