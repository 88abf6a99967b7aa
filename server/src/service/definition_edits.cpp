#include "service/definition_edits.hpp"

#include <algorithm>
#include <utility>

#include "service/fault.hpp"

namespace tundish::service {
namespace {

const std::string& id_of(const Value& part) {
  static const std::string kNone;
  const Value* id = part.find("id");
  return id == nullptr ? kNone : id->text();
}

Value::List list_in(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found == nullptr ? Value::List() : found->list();
}

Value::List::iterator find_id(Value::List& parts, std::string_view id) {
  return std::find_if(parts.begin(), parts.end(),
                      [id](const Value& one) { return id_of(one) == id; });
}

Value without(const Value& object, std::string_view name) {
  Value kept{Value::Object{}};
  for (const Value::Member& member : object.object()) {
    if (member.name != name) kept.set(member.name, member.value);
  }
  return kept;
}

tl::unexpected<Diagnostics> refuse(std::string code, std::string pointer, std::string sentence) {
  return unexpected(Diagnostics{fault(std::move(code), std::move(pointer), std::move(sentence))});
}

tl::unexpected<Diagnostics> unknown_layer() {
  return refuse("unknown_layer", "", "The draft has no layer of that id.");
}

tl::unexpected<Diagnostics> unknown_component() {
  return refuse("unknown_component", "", "The layer has no component of that id.");
}

std::string prefix_of(const PartPlace& place) {
  return place.component.empty() ? place.layer + '.' : place.layer + '.' + place.component + '.';
}

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

/// The content without the texts whose keys begin so.
Value without_texts(const Value& content, std::string_view prefix) {
  Value kept{Value::Object{}};
  for (const Value::Member& language : content.object()) {
    Value texts{Value::Object{}};
    for (const Value::Member& text : language.value.object()) {
      if (!begins(text.name, prefix)) texts.set(text.name, text.value);
    }
    kept.set(language.name, std::move(texts));
  }
  return kept;
}

Value with_texts(const Value& content, const Value& more) {
  Value all = content.is_object() ? content : Value(Value::Object{});
  for (const Value::Member& language : more.object()) {
    const Value* known = all.find(language.name);
    Value texts = known == nullptr ? Value(Value::Object{}) : *known;
    for (const Value::Member& text : language.value.object()) texts.set(text.name, text.value);
    all.set(language.name, std::move(texts));
  }
  return all;
}

Value content_of(const Value& definition) {
  const Value* content = definition.find("content");
  return content == nullptr ? Value(Value::Object{}) : *content;
}

/// The parts that the place is among, and what puts them back.
struct Siblings {
  Value::List parts;
  std::optional<Value::List> layers;  ///< of components: all layers
  std::size_t layer = 0;              ///< whose components they are

  Value put_back(Value definition) && {
    if (layers) {
      (*layers)[layer].set("components", std::move(parts));
      definition.set("layers", std::move(*layers));
    } else {
      definition.set("layers", std::move(parts));
    }
    return definition;
  }
};

Siblings all_layers(const Value& definition) {
  return Siblings{list_in(definition, "layers"), std::nullopt, 0};
}

std::optional<Siblings> components_of(const Value& definition, const std::string& layer) {
  Value::List layers = list_in(definition, "layers");
  const auto found = find_id(layers, layer);
  if (found == layers.end()) return std::nullopt;
  Siblings siblings{list_in(*found, "components"), std::nullopt,
                    static_cast<std::size_t>(found - layers.begin())};
  siblings.layers = std::move(layers);
  return siblings;
}

/// The place among `count` others, from 0; nothing when there is none of that number.
std::optional<std::size_t> place_among(std::size_t count, const WantedPart& wanted,
                                       std::size_t usual) {
  if (!wanted.position) return usual;
  const std::int64_t position = *wanted.position;
  if (position < 1 || position > static_cast<std::int64_t>(count) + 1) return std::nullopt;
  return static_cast<std::size_t>(position - 1);
}

Result<Edited> inserted(const Value& definition, Siblings siblings, const WantedPart& wanted,
                        std::size_t usual, const std::string& touched) {
  const std::optional<std::size_t> at = place_among(siblings.parts.size(), wanted, usual);
  if (!at) {
    return refuse("out_of_range", "/position",
                  "There are " + std::to_string(siblings.parts.size() + 1) + " places.");
  }
  siblings.parts.insert(siblings.parts.begin() + static_cast<std::ptrdiff_t>(*at), wanted.part);
  Edited edited{std::move(siblings).put_back(definition), touched};
  for (const Value::Member& language : wanted.content.object()) {
    for (const Value::Member& text : language.value.object()) {
      if (begins(text.name, touched)) continue;
      return refuse("other_part", "/content", "Keys of its texts begin with `" + touched + "`.");
    }
  }
  edited.definition.set("content", with_texts(content_of(definition), wanted.content));
  return edited;
}

Value languages_with(const Value& definition, std::string_view language) {
  Value::List languages = list_in(definition, "languages");
  const Value* usual = definition.find("default_language");
  if (languages.empty()) languages.push_back(usual == nullptr ? Value("en") : *usual);
  if (std::find(languages.begin(), languages.end(), Value(language)) == languages.end()) {
    languages.push_back(language);
  }
  return languages;
}

}  // namespace

const Value* find_part(const Value& definition, const PartPlace& place) {
  const auto find_in = [](const Value& owner, std::string_view name,
                          std::string_view id) -> const Value* {
    const Value* list = owner.find(name);
    if (list == nullptr) return nullptr;
    for (const Value& one : list->list()) {
      if (id_of(one) == id) return &one;
    }
    return nullptr;
  };
  const Value* layer = find_in(definition, "layers", place.layer);
  if (layer == nullptr || place.component.empty()) return layer;
  return find_in(*layer, "components", place.component);
}

Value texts_of(const Value& definition, const PartPlace& place) {
  const std::string prefix = prefix_of(place);
  const Value content = content_of(definition);
  Value found{Value::Object{}};
  for (const Value::Member& language : content.object()) {
    Value texts{Value::Object{}};
    for (const Value::Member& text : language.value.object()) {
      if (begins(text.name, prefix)) texts.set(text.name, text.value);
    }
    if (!texts.object().empty()) found.set(language.name, std::move(texts));
  }
  return found;
}

Result<Edited> add_part(const Value& definition, const PartPlace& place, const WantedPart& wanted) {
  const std::string& id = id_of(wanted.part);
  if (place.layer.empty()) {
    Siblings layers = all_layers(definition);
    if (find_id(layers.parts, id) != layers.parts.end()) {
      return refuse("taken", "/layer/id", "The draft has a layer of this id.");
    }
    const std::size_t last = layers.parts.size();
    return inserted(definition, std::move(layers), wanted, last, id + '.');
  }
  std::optional<Siblings> components = components_of(definition, place.layer);
  if (!components) return unknown_layer();
  if (find_id(components->parts, id) != components->parts.end()) {
    return refuse("taken", "/component/id", "The layer has a component of this id.");
  }
  const std::size_t last = components->parts.size();
  return inserted(definition, std::move(*components), wanted, last, place.layer + '.' + id + '.');
}

Result<Edited> replace_part(const Value& definition, const PartPlace& place,
                            const WantedPart& wanted) {
  const bool is_layer = place.component.empty();
  std::optional<Siblings> siblings =
      is_layer ? std::optional(all_layers(definition)) : components_of(definition, place.layer);
  if (!siblings) return unknown_layer();
  const std::string& id = is_layer ? place.layer : place.component;
  const auto found = find_id(siblings->parts, id);
  if (found == siblings->parts.end()) {
    return is_layer ? Result<Edited>(unknown_layer()) : Result<Edited>(unknown_component());
  }
  if (id_of(wanted.part) != id) {
    return refuse("other_id", is_layer ? "/layer/id" : "/component/id",
                  "It keeps its id, which texts and ways name: `" + id + "`.");
  }
  const auto usual = static_cast<std::size_t>(found - siblings->parts.begin());
  siblings->parts.erase(found);
  return inserted(definition, std::move(*siblings), wanted, usual, prefix_of(place));
}

Result<Edited> remove_part(const Value& definition, const PartPlace& place) {
  const bool is_layer = place.component.empty();
  std::optional<Siblings> siblings =
      is_layer ? std::optional(all_layers(definition)) : components_of(definition, place.layer);
  if (!siblings) return unknown_layer();
  const auto found = find_id(siblings->parts, is_layer ? place.layer : place.component);
  if (found == siblings->parts.end()) {
    return is_layer ? Result<Edited>(unknown_layer()) : Result<Edited>(unknown_component());
  }
  siblings->parts.erase(found);
  Edited edited{std::move(*siblings).put_back(definition)};
  edited.definition.set("content", without_texts(content_of(definition), prefix_of(place)));
  return edited;
}

Result<Edited> replace_texts(const Value& definition, std::string_view language,
                             const Value& texts) {
  Value content = content_of(definition);
  content.set(language, texts);
  Edited edited{definition};
  edited.definition.set("content", std::move(content));
  edited.definition.set("languages", languages_with(definition, language));
  return edited;
}

Result<Edited> merge_texts(const Value& definition, std::string_view language, const Value& texts) {
  Value more;
  more.set(language, texts);
  Edited edited{definition};
  edited.definition.set("content", with_texts(content_of(definition), more));
  edited.definition.set("languages", languages_with(definition, language));
  return edited;
}

Result<Edited> remove_language(const Value& definition, std::string_view language) {
  const Value* usual = definition.find("default_language");
  if ((usual == nullptr ? "en" : usual->text()) == language) {
    return refuse("default_language", "", "This is the funnel's default language.");
  }
  Value::List languages = list_in(definition, "languages");
  const auto found = std::find(languages.begin(), languages.end(), Value(language));
  if (found == languages.end()) {
    return refuse("unknown_language", "", "The draft has no such language.");
  }
  languages.erase(found);
  Edited edited{definition};
  edited.definition.set("languages", std::move(languages));
  edited.definition.set("content", without(content_of(definition), language));
  return edited;
}

}  // namespace tundish::service
