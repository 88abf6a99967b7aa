#include "tundish/changes.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "compare/kept_order.hpp"
#include "compare/rule_words.hpp"
#include "support/join.hpp"
#include "support/json_writer.hpp"
#include "support/pointer.hpp"
#include "tundish/codec.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

/// What decides where a visitor comes to, what is asked and what fits.
constexpr std::array<std::string_view, 40> kRules = {"next",
                                                     "jumps",
                                                     "target",
                                                     "targets",
                                                     "on_error",
                                                     "conditions",
                                                     "visible_if",
                                                     "enabled_if",
                                                     "skip_conditions",
                                                     "allow_skip",
                                                     "auto_fill",
                                                     "requires_auth",
                                                     "max_visits",
                                                     "calculations",
                                                     "actions",
                                                     "initial_data",
                                                     "conversion",
                                                     "trigger",
                                                     "subfunnel",
                                                     "mandatory",
                                                     "allow_overwrite",
                                                     "is_array",
                                                     "is_hidden",
                                                     "autofill_source",
                                                     "save_to",
                                                     "min_length",
                                                     "max_length",
                                                     "reg_ex",
                                                     "allowed_values",
                                                     "min",
                                                     "max",
                                                     "step",
                                                     "equal",
                                                     "min_selected",
                                                     "max_selected",
                                                     "options",
                                                     "request",
                                                     "response",
                                                     "unauthenticated_target_layer",
                                                     "authenticated_target_layer"};

bool is_rule(std::string_view name) {
  return std::find(kRules.begin(), kRules.end(), name) != kRules.end();
}

const Value& nothing() {
  static const Value kNothing;
  return kNothing;
}

const Value& member_of(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found == nullptr ? nothing() : *found;
}

std::string_view id_of(const Value& part, std::string_view key) {
  return member_of(part, key).text();
}

/// Something that has a name among its like, and where it stands.
struct Part {
  std::string name;
  std::string pointer;
  std::string owner;  ///< of a component: its layer
  const Value* value = nullptr;
  bool is_with_layer = false;  ///< of a component: its layer is gone, and is told of
};

std::vector<Part> parts_of(const Value& list, std::string_view key, const std::string& pointer,
                           std::string_view owner) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < list.list().size(); ++i) {
    const Value& one = list.list()[i];
    parts.push_back(
        {std::string(id_of(one, key)), child_pointer(pointer, i), std::string(owner), &one, false});
  }
  return parts;
}

const Part* find_named(const std::vector<Part>& parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(),
                                  [name](const Part& one) { return one.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

/// Two definitions, or those of a subfunnel in both.
class Comparison {
 public:
  Comparison(const Value& before, const Value& after, std::string where, std::string before_pointer,
             std::string after_pointer, Changes& changes)
      : before_(before),
        after_(after),
        where_(std::move(where)),
        before_pointer_(std::move(before_pointer)),
        after_pointer_(std::move(after_pointer)),
        changes_(changes) {}

  void run() {
    settings();
    layers();
    texts();
    subfunnels();
  }

 private:
  struct Names {
    std::string code;   // what the code begins with, when nothing else is said of a property
    std::string title;  // how the sentence calls the thing
  };

  void add(std::string code, std::string pointer, std::string sentence) {
    changes_.push_back({std::move(code), std::move(pointer), "", join({where_, sentence})});
  }
  void settings();
  void layers();
  void layer(const Part& before, const Part& after);
  void moves(const std::vector<Part>& before, const std::vector<Part>& after,
             std::string_view kind);
  void components();
  void members(const Part& before, const Part& after, const Names& names,
               std::initializer_list<std::string_view> others);
  void texts();
  void language(std::string_view name, const Value& before, const Value& after);
  void text(std::string code, std::string pointer, std::string_view language, std::string sentence);
  void subfunnels();

  const Value& before_;
  const Value& after_;
  std::string where_;
  std::string before_pointer_;
  std::string after_pointer_;
  Changes& changes_;
  std::vector<Part> old_components_;
  std::vector<Part> new_components_;
};

/// Every member that differs, but those that are looked at by themselves.
void Comparison::members(const Part& before, const Part& after, const Names& names,
                         std::initializer_list<std::string_view> others) {
  Value all = *before.value;
  for (const Value::Member& member : after.value->object()) all.set(member.name, member.value);
  for (const Value::Member& member : all.object()) {
    const std::string& name = member.name;
    if (std::find(others.begin(), others.end(), name) != others.end()) continue;
    const Value* old = before.value->find(name);
    const Value* now = after.value->find(name);
    if (old != nullptr && now != nullptr && *old == *now) continue;
    const std::string code = is_rule(name) ? "rule_changed" : names.code + "_changed";
    add(code, child_pointer(now != nullptr ? after.pointer : before.pointer, name),
        join({names.title, "`", name, "` is ", value_words(name, now), "; it was ",
              value_words(name, old), "."}));
  }
}

void Comparison::settings() {
  members({"", before_pointer_, "", &before_}, {"", after_pointer_, "", &after_},
          {"setting", "The funnel's "}, {"layers", "content", "config", "subfunnels"});
  const Part old{"", child_pointer(before_pointer_, "config"), "", &member_of(before_, "config")};
  const Part now{"", child_pointer(after_pointer_, "config"), "", &member_of(after_, "config")};
  members(old, now, {"setting", "The setting "}, {});
}

/// Which of those that are in both stand elsewhere among them now.
void Comparison::moves(const std::vector<Part>& before, const std::vector<Part>& after,
                       std::string_view kind) {
  std::vector<std::size_t> places;
  std::vector<const Part*> common;
  for (const Part& one : after) {
    const Part* old = find_named(before, one.name);
    if (old == nullptr) continue;
    places.push_back(static_cast<std::size_t>(old - before.data()));
    common.push_back(&one);
  }
  const std::vector<bool> kept = kept_order(places);
  for (std::size_t i = 0; i < common.size(); ++i) {
    if (kept[i]) continue;
    const std::string behind =
        i == 0 ? " stands first now." : join({" stands behind `", common[i - 1]->name, "` now."});
    add(join({kind, "_moved"}), common[i]->pointer,
        join({"The ", kind, " `", common[i]->name, "`", behind}));
  }
}

void Comparison::layers() {
  const auto old =
      parts_of(member_of(before_, "layers"), "id", child_pointer(before_pointer_, "layers"), "");
  const auto now =
      parts_of(member_of(after_, "layers"), "id", child_pointer(after_pointer_, "layers"), "");
  for (const Part& one : old) {
    if (find_named(now, one.name) != nullptr) continue;
    add("layer_removed", one.pointer, join({"The layer `", one.name, "` is gone."}));
    for (Part& inner : parts_of(member_of(*one.value, "components"), "id",
                                child_pointer(one.pointer, "components"), one.name)) {
      inner.is_with_layer = true;
      old_components_.push_back(std::move(inner));
    }
  }
  for (const Part& one : now) {
    const Part* before = find_named(old, one.name);
    if (before != nullptr) {
      layer(*before, one);
    } else {
      add("layer_added", one.pointer,
          join({"The layer `", one.name, "` (", id_of(*one.value, "type"), ") is new."}));
      layer({one.name, one.pointer, "", &nothing()}, one);
    }
  }
  moves(old, now, "layer");
  components();
}

void Comparison::layer(const Part& before, const Part& after) {
  if (!before.value->is_null()) {
    members(before, after, {"layer", join({"The layer `", after.name, "`: "})}, {"components"});
  }
  const auto old = parts_of(member_of(*before.value, "components"), "id",
                            child_pointer(before.pointer, "components"), before.name);
  const auto now = parts_of(member_of(*after.value, "components"), "id",
                            child_pointer(after.pointer, "components"), after.name);
  const auto names = [&](const Part& one) {
    return Names{"component", join({"`", after.name, ".", one.name, "`: "})};
  };
  for (const Part& one : old) {
    if (find_named(now, one.name) == nullptr) old_components_.push_back(one);
  }
  for (const Part& one : now) {
    const Part* known = find_named(old, one.name);
    if (known == nullptr) {
      new_components_.push_back(one);
    } else {
      members(*known, one, names(one), {});
    }
  }
  moves(old, now, "component");
}

/// What is gone from one layer and there in another was moved, when only one can be meant.
void Comparison::components() {
  for (const Part& old : old_components_) {
    const auto is_it = [&old](const Part& one) {
      return one.name == old.name && id_of(*one.value, "type") == id_of(*old.value, "type");
    };
    const auto first = std::find_if(new_components_.begin(), new_components_.end(), is_it);
    const bool is_moved =
        first != new_components_.end() &&
        std::count_if(new_components_.begin(), new_components_.end(), is_it) == 1 &&
        std::count_if(old_components_.begin(), old_components_.end(), is_it) == 1;
    if (!is_moved && old.is_with_layer) continue;
    if (!is_moved) {
      add("component_removed", old.pointer, join({"`", old.owner, ".", old.name, "` is gone."}));
      continue;
    }
    add("component_moved", first->pointer,
        join({"`", old.owner, ".", old.name, "` is in the layer `", first->owner, "` now."}));
    members(old, *first, {"component", join({"`", first->owner, ".", first->name, "`: "})}, {});
    new_components_.erase(first);
  }
  for (const Part& one : new_components_) {
    add("component_added", one.pointer,
        join({"`", one.owner, ".", one.name, "` (", id_of(*one.value, "type"), ") is new."}));
  }
}

void Comparison::text(std::string code, std::string pointer, std::string_view language,
                      std::string sentence) {
  add(std::move(code), std::move(pointer), std::move(sentence));
  changes_.back().language = language;
}

void Comparison::language(std::string_view name, const Value& before, const Value& after) {
  const std::string old_place = child_pointer(child_pointer(before_pointer_, "content"), name);
  const std::string new_place = child_pointer(child_pointer(after_pointer_, "content"), name);
  for (const Value::Member& one : before.object()) {
    if (after.find(one.name) != nullptr) continue;
    text("text_removed", child_pointer(old_place, one.name), name,
         join({"The text `", one.name, "` is gone in `", name, "`; it was ",
               text_words(one.value.text()), "."}));
  }
  for (const Value::Member& one : after.object()) {
    const Value* old = before.find(one.name);
    if (old != nullptr && *old == one.value) continue;
    const std::string now =
        join({"The text `", one.name, "` in `", name, "` is ", text_words(one.value.text())});
    if (old == nullptr) {
      text("text_added", child_pointer(new_place, one.name), name, join({now, "; it is new."}));
    } else {
      text("text_changed", child_pointer(new_place, one.name), name,
           join({now, "; it was ", text_words(old->text()), "."}));
    }
  }
}

void Comparison::texts() {
  const Value& old = member_of(before_, "content");
  const Value& now = member_of(after_, "content");
  Value all = old.is_null() ? Value(Value::Object{}) : old;
  for (const Value::Member& one : now.object()) all.set(one.name, one.value);
  for (const Value::Member& one : all.object()) {
    language(one.name, member_of(old, one.name), member_of(now, one.name));
  }
}

/// The one of each slug is compared with that of the slug; of several, in their order.
void Comparison::subfunnels() {
  const auto old = parts_of(member_of(before_, "subfunnels"), "slug",
                            child_pointer(before_pointer_, "subfunnels"), "");
  const auto now = parts_of(member_of(after_, "subfunnels"), "slug",
                            child_pointer(after_pointer_, "subfunnels"), "");
  std::vector<bool> is_known(old.size(), false);
  std::vector<std::size_t> places;
  for (const Part& one : now) {
    std::size_t i = 0;
    while (i < old.size() && (is_known[i] || old[i].name != one.name)) ++i;
    if (i == old.size()) {
      add("subfunnel_added", one.pointer,
          join({"It brings along the subfunnel `", one.name, "`."}));
      continue;
    }
    is_known[i] = true;
    places.push_back(i);
    Comparison(*old[i].value, *one.value, join({where_, "In the subfunnel `", one.name, "`: "}),
               old[i].pointer, one.pointer, changes_)
        .run();
  }
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (is_known[i]) continue;
    add("subfunnel_removed", old[i].pointer,
        join({"It no longer brings along the subfunnel `", old[i].name, "`."}));
  }
  if (!std::is_sorted(places.begin(), places.end())) {
    add("setting_changed", child_pointer(after_pointer_, "subfunnels"),
        "The subfunnels stand in another order.");
  }
}

Value without_extensions(const Value& definition) {
  Value kept{Value::Object{}};
  for (const Value::Member& one : definition.object()) {
    if (one.name.compare(0, 2, "x_") != 0) kept.set(one.name, one.value);
  }
  return kept;
}

}  // namespace

Changes find_changes(const Value& before, const Value& after) {
  Changes changes;
  Comparison(without_extensions(before), without_extensions(after), "", "", "", changes).run();
  return changes;
}

Changes find_changes(const Funnel& before, const Funnel& after) {
  Changes changes;
  const std::string old_text = to_json(before);
  const std::string new_text = to_json(after);
  if (old_text == new_text) return changes;
  const Result<Value> old = parse_value(old_text);
  const Result<Value> now = parse_value(new_text);
  if (old && now) Comparison(*old, *now, "", "", "", changes).run();
  return changes;
}

std::string to_json(const Changes& changes) {
  JsonWriter out;
  out.begin_list();
  for (const Change& one : changes) {
    out.begin_object();
    out.text_member("code", one.code);
    out.text_member("language", one.language);
    out.text_member("pointer", one.pointer);
    out.text_member("sentence", one.sentence);
    out.end_object();
  }
  out.end_list();
  return out.take();
}

}  // namespace tundish
