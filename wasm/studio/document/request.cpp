#include "document/request.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "document/components.hpp"
#include "document/difference.hpp"
#include "document/draft.hpp"
#include "document/layers.hpp"
#include "document/merge.hpp"
#include "document/naming.hpp"
#include "document/paste.hpp"
#include "document/places.hpp"
#include "document/pointer.hpp"
#include "document/read.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

/// A request and the definition that it is for.
struct Case {
  const Json& definition;
  const Json& request;

  std::string text(std::string_view name) const { return text_of(request, name); }
  /// The value under the name, or null.
  const Json* value(std::string_view name) const {
    const auto found = request.find(name);
    return found == request.end() ? nullptr : &*found;
  }
  std::size_t index() const {
    const Json* said = value("index");
    return said && said->is_number_unsigned() ? said->get<std::size_t>() : std::string::npos;
  }
};

Misfit refused(std::string sentence, std::string pointer = {}) {
  return {std::move(pointer), std::move(sentence)};
}

Misfit no_layer(const std::string& id) { return refused("There is no layer \"" + id + "\"."); }

/// What stands in the way of a layer of the id, if anything.
std::optional<Misfit> wants_layer(const Case& one, const std::string& id) {
  if (layer_index(one.definition, id)) return std::nullopt;
  return no_layer(id);
}

/// What stands in the way of another name, if anything.
std::optional<Misfit> wants_name(const std::string& name, bool is_taken) {
  if (name.empty()) return refused("A name is missing.");
  if (is_taken) return refused("\"" + name + "\" is taken already.");
  return std::nullopt;
}

Asked layer_request(const Case& one) {
  const std::string what = one.text("do");
  const std::string id = one.text("id");
  if (what == "add_layer") {
    if (auto misfit = wants_name(id, false)) return *misfit;
    return add_layer(one.definition, one.text("type"), id);
  }
  if (auto misfit = wants_layer(one, id)) return *misfit;
  if (what == "duplicate_layer") return duplicate_layer(one.definition, id);
  const std::string name = one.text("to");
  if (name == id) return Command{};
  if (auto misfit = wants_name(name, layer_index(one.definition, name).has_value())) return *misfit;
  return rename_layer(one.definition, id, name);
}

Asked remove_request(const Case& one) {
  std::vector<std::string> ids;
  for (const Json& id : list_in(one.request, "ids")) {
    if (!id.is_string()) return refused("Ids are texts.");
    if (auto misfit = wants_layer(one, id.get<std::string>())) return *misfit;
    if (std::find(ids.begin(), ids.end(), id.get<std::string>()) == ids.end())
      ids.push_back(id.get<std::string>());
  }
  return remove_layers(one.definition, ids);
}

Asked place_request(const Case& one) {
  std::vector<std::pair<std::size_t, Point>> places;
  for (const Json& place : list_in(one.request, "places")) {
    const std::string id = text_of(place, "id");
    const auto layer = layer_index(one.definition, id);
    if (!layer) return no_layer(id);
    const std::optional<Point> point = point_in(place);
    if (!point) return refused("A place is an x and a y.");
    places.emplace_back(*layer, *point);
  }
  return place_layers(one.definition, places);
}

Asked component_request(const Case& one) {
  const std::string what = one.text("do");
  const std::string layer = one.text("layer");
  if (auto misfit = wants_layer(one, layer)) return *misfit;
  if (what == "add_component") {
    const Json* component = one.value("component");
    if (!component || !component->is_object()) return refused("A component is an object.");
    return add_component(one.definition, layer, *component, one.index());
  }
  const ComponentPlace place{layer, one.text("component")};
  if (!component_pointer(one.definition, place))
    return refused("The layer has no component \"" + place.component + "\".");
  if (what == "remove_component") return remove_component(one.definition, place);
  if (what == "rename_component") {
    const std::string name = one.text("to");
    if (name == place.component) return Command{};
    const bool is_taken = component_pointer(one.definition, {layer, name}).has_value();
    if (auto misfit = wants_name(name, is_taken)) return *misfit;
    return rename_component(one.definition, place, name);
  }
  const std::string to = one.text("to_layer");
  if (auto misfit = wants_layer(one, to)) return *misfit;
  if (to != layer && component_pointer(one.definition, {to, place.component}))
    return refused("\"" + place.component + "\" is taken in that layer already.");
  return move_component(one.definition, place, to, one.index());
}

/// What stands in the way of a change below a pointer, if anything.
std::optional<Misfit> wants_place(const Case& one, bool is_there) {
  const std::string pointer = one.text("pointer");
  if (!is_pointer(pointer) || pointer.empty()) return refused("There is no such place.", pointer);
  if (is_there && !value_at(one.definition, Pointer(pointer)))
    return refused("Nothing is there.", pointer);
  return std::nullopt;
}

Asked value_request(const Case& one) {
  const std::string what = one.text("do");
  const std::string pointer = one.text("pointer");
  if (auto misfit = wants_place(one, what != "set" && what != "insert")) return *misfit;
  const Json* value = one.value("value");
  if (!value && what != "erase") return refused("A value is missing.", pointer);
  if (const Json* known = value_at(one.definition, Pointer(pointer)); known && what == "set") {
    // Each key of a text that is written: without a copy of everything.
    if (*known == *value) return Command{};
    return Command{"Change", {{pointer, 0, *known, *value}}, {}};
  }
  Draft draft(one.definition);
  if (what == "erase") {
    draft.erase(pointer);
    return std::move(draft).command("Remove");
  }
  // An item that is the first one brings its list.
  const std::string list = Pointer(pointer).parent_pointer().to_string();
  const bool brings_list = what == "insert" && !draft.has(list);
  if (!draft.hold(brings_list ? list : pointer))
    return refused("There is nothing to hold it.", pointer);
  if (brings_list) draft.set(list, Json::array());
  if (what == "set") {
    draft.set(pointer, *value);
    return std::move(draft).command("Change");
  }
  if (!draft.insert(pointer, *value)) return refused("There are fewer items.", pointer);
  return std::move(draft).command("Add");
}

/// A member to another name.
Asked member_request(const Case& one) {
  if (auto misfit = wants_place(one, true)) return *misfit;
  Pointer place(one.text("pointer"));
  if (one.value("index")) {
    const Json& members = one.definition.at(place);
    if (!members.is_object() || one.index() >= members.size())
      return refused("Nothing is there.", place.to_string());
    place /= std::next(members.begin(), static_cast<std::ptrdiff_t>(one.index())).key();
  }
  const Json& holder = one.definition.at(place.parent_pointer());
  const std::string name = one.text("to");
  if (!holder.is_object()) return refused("An item of a list has no name.", place.to_string());
  if (name == place.back()) return Command{};
  if (auto misfit = wants_name(name, holder.contains(name))) return *misfit;
  Draft draft(one.definition);
  draft.rename({{place.to_string(), name}});
  return std::move(draft).command("Rename");
}

/// What has a name at a place to another one.
Asked naming_request(const Case& one) {
  if (auto misfit = wants_place(one, true)) return *misfit;
  const Pointer place(one.text("pointer"));
  const std::string name = one.text("to");
  const Json& known = one.definition.at(place);
  if (known.is_string() && known == name) return Command{};
  if (auto misfit = wants_name(name, is_taken_beside(one.definition, place, name))) return *misfit;
  return give_name(one.definition, place, name);
}

/// An item to another number of its list.
Asked moving_request(const Case& one) {
  if (auto misfit = wants_place(one, true)) return *misfit;
  const Pointer place(one.text("pointer"));
  const Json& holder = one.definition.at(place.parent_pointer());
  if (!holder.is_array()) return refused("A member has no number.", place.to_string());
  const Json item = one.definition.at(place);
  const std::size_t index = std::min(one.index(), holder.size() - 1);
  Draft draft(one.definition);
  draft.erase(place.to_string());
  draft.insert((place.parent_pointer() / index).to_string(), item);
  return std::move(draft).command("Move");
}

Asked replace_request(const Case& one) {
  const Json* definition = one.value("definition");
  if (!definition || !definition->is_object()) return refused("A definition is an object.");
  return Command{"Edit as text", difference(one.definition, *definition), {}};
}

/// What somebody else made of the text that this was made of comes in, as far as nobody gets lost:
/// else the misfit's sentence has the places that both changed, a line each.
Asked merge_request(const Case& one) {
  const Json base = Json::parse(one.text("base"), nullptr, false);
  const Json theirs = Json::parse(one.text("theirs"), nullptr, false);
  if (!base.is_object() || !theirs.is_object())
    return refused("A definition is an object.", "/theirs");
  const Merged merged = merge(base, one.definition, theirs);
  if (merged.clashes.empty())
    return Command{"Merge", difference(one.definition, merged.document), {}};
  std::string names;
  for (const Clash& clash : merged.clashes) names += (names.empty() ? "" : "\n") + clash.name;
  return refused(std::move(names), merged.clashes.front().pointer);
}

/// What was published is written otherwise than its author wrote it: what says the same stays as it
/// is written here.
Asked restore_request(const Case& one) {
  const Json* written = one.value("written");
  const Json* definition = one.value("definition");
  if (!written || !definition || !definition->is_object())
    return refused("A definition is an object.");
  const Merged merged = merge(*written, *definition, one.definition);
  return Command{"Take as the draft", difference(one.definition, merged.document), {}};
}

Asked paste_request(const Case& one) {
  const Json* layers = one.value("layers");
  if (!layers || !layers->is_array() || layers->empty()) return refused("There are no layers.");
  std::set<std::string> ids;
  for (const Json& layer : *layers) {
    const std::string id = text_of(layer, "id");
    if (id.empty()) return refused("A layer has no id.");
    if (!ids.insert(id).second) return refused("Two layers are called \"" + id + "\".");
  }
  const Json* content = one.value("content");
  return paste_layers(one.definition, *layers, content ? *content : Json::object());
}

Asked batch_request(const Case& one) {
  Command all{"Change", {}, {}};
  Json document = one.definition;
  for (const Json& request : list_in(one.request, "requests")) {
    Asked asked = read_request(document, request);
    if (std::holds_alternative<Misfit>(asked)) return asked;
    for (Edit& edit : std::get_if<Command>(&asked)->edits) {
      if (auto misfit = carry_out(document, edit)) return *misfit;
      all.edits.push_back(std::move(edit));
    }
  }
  return all;
}

struct Verb {
  std::string_view name;
  Asked (*read)(const Case&);
};

constexpr Verb kVerbs[] = {
    {"add_layer", layer_request},
    {"rename_layer", layer_request},
    {"duplicate_layer", layer_request},
    {"remove_layers", remove_request},
    {"paste_layers", paste_request},
    {"place_layers", place_request},
    {"tidy", [](const Case& one) -> Asked { return tidy(one.definition); }},
    {"add_component", component_request},
    {"rename_component", component_request},
    {"remove_component", component_request},
    {"move_component", component_request},
    {"set", value_request},
    {"erase", value_request},
    {"insert", value_request},
    {"move", moving_request},
    {"rename", member_request},
    {"name", naming_request},
    {"replace", replace_request},
    {"merge", merge_request},
    {"restore", restore_request},
    {"batch", batch_request},
};

}  // namespace

Asked read_request(const Json& definition, const Json& request) {
  const std::string what = text_of(request, "do");
  const auto verb = std::find_if(std::begin(kVerbs), std::end(kVerbs),
                                 [&](const Verb& one) { return one.name == what; });
  if (verb == std::end(kVerbs)) return refused("There is no such request: \"" + what + "\".");
  Asked asked = verb->read({definition, request});
  if (Command* command = std::get_if<Command>(&asked)) {
    if (const std::string name = text_of(request, "name"); !name.empty()) command->name = name;
    command->merge = text_of(request, "merge");
    if (command->misfit) return *std::move(command->misfit);
  }
  return asked;
}

std::optional<Misfit> ask(History& history, const Json& request) {
  const auto instead = request.is_object() ? request.find("instead") : request.end();
  const bool is_instead =
      instead != request.end() && *instead == true && history.joins(text_of(request, "merge"));
  Asked asked = read_request(is_instead ? history.without_last() : history.document(), request);
  if (Misfit* misfit = std::get_if<Misfit>(&asked)) return std::move(*misfit);
  Command& command = *std::get_if<Command>(&asked);
  if (is_instead) return history.perform_instead(std::move(command));
  if (command.edits.empty()) return refused("It is so already.");
  return history.perform(std::move(command));
}

}  // namespace tundish::studio
