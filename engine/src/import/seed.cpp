#include <array>
#include <utility>

#include "import/import_formats.hpp"
#include "import/members.hpp"
#include "parse/sentence.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

namespace {

using json::Kind;

struct Alias {
  std::string_view written, name;
};

constexpr std::array<Alias, 7> kNames = {{{"maxLength", "max_length"},
                                          {"minLength", "min_length"},
                                          {"regEx", "reg_ex"},
                                          {"allowedValues", "allowed_values"},
                                          {"full_formated", "full_formatted"},
                                          {"start_at", "from"},
                                          {"end_at", "until"}}};

/// The older words of the format as today's. What authors write for visitors, rules and `x_`
/// properties stay as they are.
Value without_aliases(const Value& value) {
  if (value.is_list()) {
    Value made{Value::List{}};
    for (const Value& item : value.list()) made.push(without_aliases(item));
    return made;
  }
  if (!value.is_object()) return value;
  Value made{Value::Object{}};
  for (const Value::Member& member : value.object()) {
    const std::string& name = member.name;
    const bool is_kept = name == "content" || name == "logic" || name == "fallback" ||
                         name == "weights" || name == "targets" || name.compare(0, 2, "x_") == 0;
    if (is_kept) {
      made.set(name, member.value);
      continue;
    }
    std::string_view renamed = name;
    for (const Alias& alias : kNames) {
      if (alias.written == name) renamed = alias.name;
    }
    Value inner = without_aliases(member.value);
    if (name == "appearance" && inner.text() == "full_formated") inner = "full_formatted";
    if (name == "appearance" && inner.text() == "quick-reply") inner = "quick_reply";
    made.set(renamed, std::move(inner));
  }
  return made;
}

/// Times that stand in the configuration itself are its availability.
void move_availability(Value& definition) {
  const Value* config = definition.find("config");
  if (!config || (!config->find("from") && !config->find("until"))) return;
  Value availability = config->find("availability") ? *config->find("availability") : Value();
  Value kept{Value::Object{}};
  for (const Value::Member& member : config->object()) {
    const bool moves = member.name == "from" || member.name == "until";
    moves ? availability.set(member.name, member.value) : kept.set(member.name, member.value);
  }
  kept.set("availability", availability);
  definition.set("config", kept);
}

void name_definition(Value& definition, const ImportNames& names) {
  if (!names.slug.empty()) definition.set("slug", names.slug);
  if (!names.title.empty()) definition.set("title", names.title);
}

/// The object of the list that is a funnel: the first, or the one of that slug.
std::optional<At> funnel_in(const At& root, const std::string& wanted, Notes& notes) {
  std::vector<At> items;
  if (root->kind == Kind::list) {
    for (std::size_t i = 0; i < root->items.size(); ++i) items.push_back(root.item(i));
  } else {
    items.push_back(root);
  }
  std::optional<At> found;
  for (const At& item : items) {
    if (item->kind != Kind::object) continue;
    const std::optional<At> data = object_at(item, "data");
    const bool is_funnel = data && text_at(item, "object_type") == "funnels";
    if (is_funnel && (wanted.empty() ? !found : text_at(*data, "slug") == wanted)) {
      found = data;
    } else {
      notes.warn("not_carried", item.place(),
                 "One funnel is imported at a time; this object is left out.");
    }
  }
  return found;
}

}  // namespace

Value tundish_definition(const At& root, const ImportNames& names, Notes&) {
  Value definition = without_aliases(json::to_value(*root));
  move_availability(definition);
  if (!definition.find("tundish")) definition.set("tundish", kFormatVersion);
  name_definition(definition, names);
  return definition;
}

Value seed_definition(const At& root, const ImportNames& names, Notes& notes) {
  const std::optional<At> data = funnel_in(root, names.funnel, notes);
  if (!data) return begin_definition(names, "");
  Value definition{Value::Object{}};
  for (const json::Member& member : (*data)->members) {
    if (member.name == "versions") continue;
    definition.set(member.name, json::to_value(member.node));
  }
  Value content{Value::Object{}};
  Value layers, first;
  const std::string fallback = text_at(*data, "default_language");
  for (const At& version : items_at(*data, "versions")) {
    if (version->kind != Kind::object) continue;
    const std::string language = text_at(version, "language");
    if (language.empty() || content.find(language)) {
      notes.warn("not_carried", version.place(),
                 "There is a version in the language " + quoted(language) +
                     " already, or none is said; this one is left out.");
      continue;
    }
    const std::optional<At> texts = object_at(version, "content");
    content.set(language, texts ? json::to_value(**texts) : Value(Value::Object{}));
    const std::optional<At> own = version.find("layers", Kind::list);
    const Value written = own ? json::to_value(**own) : Value();
    if (first.is_null()) first = written;
    if (layers.is_null() && (fallback.empty() || language == fallback)) layers = written;
    if (!written.is_null() && !(written == first)) {
      notes.warn("not_carried", version.place(),
                 "Versions share one structure; the layers of this one are another and are left "
                 "out.");
    }
  }
  definition.set("layers", layers.is_null() ? first : layers);
  definition.set("content", content);
  if (!definition.find("tundish")) definition.set("tundish", kFormatVersion);
  Value made = without_aliases(definition);
  move_availability(made);
  name_definition(made, names);
  return made;
}

}  // namespace tundish
