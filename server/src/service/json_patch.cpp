#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "service/definition_edits.hpp"
#include "service/fault.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kMostEdits = 1000;
constexpr std::size_t kMostWork = 64 * 1024 * 1024;  // bytes of definitions, over all edits

/// The tokens of a pointer, unescaped; nothing for a text that is none.
std::optional<std::vector<std::string>> tokens_of(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (!pointer.empty() && pointer.front() != '/') return std::nullopt;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/') {
      tokens.emplace_back();
    } else if (pointer[i] != '~') {
      tokens.back() += pointer[i];
    } else if (i + 1 < pointer.size() && (pointer[i + 1] == '0' || pointer[i + 1] == '1')) {
      tokens.back() += pointer[++i] == '0' ? '~' : '/';
    } else {
      return std::nullopt;
    }
  }
  return tokens;
}

/// The number of an item; `count` for the place behind the last.
std::optional<std::size_t> index_of(const std::string& token, std::size_t count) {
  if (token == "-") return count;
  const bool is_number = !token.empty() && token.size() < 7 &&
                         token.find_first_not_of("0123456789") == std::string::npos &&
                         (token == "0" || token.front() != '0');
  if (!is_number) return std::nullopt;
  const std::size_t index = std::stoul(token);
  return index <= count ? std::optional(index) : std::nullopt;
}

enum class Verb { add, remove, replace };

using Tokens = std::vector<std::string>;

std::optional<Value> changed(const Value& at, const Tokens& path, std::size_t depth, Verb verb,
                             const Value& value);

/// The list with that change of one of its items.
std::optional<Value> changed_list(const Value& at, const Tokens& path, std::size_t depth, Verb verb,
                                  const Value& value) {
  Value::List items = at.list();
  const std::optional<std::size_t> index = index_of(path[depth], items.size());
  const bool is_last = depth + 1 == path.size();
  const bool is_behind = index && *index == items.size();
  if (!index || (is_behind && !(is_last && verb == Verb::add))) return std::nullopt;
  const auto place = items.begin() + static_cast<std::ptrdiff_t>(*index);
  if (!is_last) {
    std::optional<Value> item = changed(*place, path, depth + 1, verb, value);
    if (!item) return std::nullopt;
    *place = std::move(*item);
  } else if (verb == Verb::add) {
    items.insert(place, value);
  } else if (verb == Verb::remove) {
    items.erase(place);
  } else {
    *place = value;
  }
  return Value(std::move(items));
}

std::optional<Value> changed_object(const Value& at, const Tokens& path, std::size_t depth,
                                    Verb verb, const Value& value) {
  const std::string& name = path[depth];
  const Value* member = at.find(name);
  const bool is_last = depth + 1 == path.size();
  if (member == nullptr && !(is_last && verb == Verb::add)) return std::nullopt;
  Value object = at;
  if (!is_last) {
    std::optional<Value> inner = changed(*member, path, depth + 1, verb, value);
    if (!inner) return std::nullopt;
    object.set(name, std::move(*inner));
  } else if (verb == Verb::remove) {
    object = Value(Value::Object{});
    for (const Value::Member& one : at.object()) {
      if (one.name != name) object.set(one.name, one.value);
    }
  } else {
    object.set(name, value);
  }
  return object;
}

/// The value with that change of what the path leads to; nothing when it leads nowhere.
std::optional<Value> changed(const Value& at, const Tokens& path, std::size_t depth, Verb verb,
                             const Value& value) {
  if (depth == path.size()) return verb == Verb::remove ? std::nullopt : std::optional(value);
  if (at.is_list()) return changed_list(at, path, depth, verb, value);
  if (at.is_object()) return changed_object(at, path, depth, verb, value);
  return std::nullopt;
}

const Value* find_at(const Value& root, const Tokens& path) {
  const Value* at = &root;
  for (const std::string& token : path) {
    if (at->is_list()) {
      const std::optional<std::size_t> index = index_of(token, at->list().size());
      if (!index || *index >= at->list().size()) return nullptr;
      at = &at->list()[*index];
    } else {
      at = at->find(token);
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

std::optional<Tokens> path_in(const Value& edit, std::string_view name) {
  const Value* pointer = edit.find(name);
  if (pointer == nullptr || !pointer->is_text()) return std::nullopt;
  return tokens_of(pointer->text());
}

/// A value from elsewhere in the definition.
std::optional<Value> carried(const Value& root, const Value& edit, const Tokens& path,
                             const std::string& op) {
  const std::optional<Tokens> from = path_in(edit, "from");
  const Value* found = from ? find_at(root, *from) : nullptr;
  if (found == nullptr) return std::nullopt;
  const Value value = *found;
  if (op == "copy") return changed(root, path, 0, Verb::add, value);
  const bool is_inside =
      path.size() > from->size() && std::equal(from->begin(), from->end(), path.begin());
  if (is_inside) return std::nullopt;
  const std::optional<Value> rest = changed(root, *from, 0, Verb::remove, Value());
  return rest ? changed(*rest, path, 0, Verb::add, value) : std::nullopt;
}

std::optional<Value> applied(const Value& root, const Value& edit) {
  const Value* op = edit.find("op");
  const std::optional<Tokens> path = path_in(edit, "path");
  if (op == nullptr || !path) return std::nullopt;
  const std::string& verb = op->text();
  if (verb == "move" || verb == "copy") return carried(root, edit, *path, verb);
  if (verb == "remove") return changed(root, *path, 0, Verb::remove, Value());
  const Value* value = edit.find("value");
  if (value == nullptr) return std::nullopt;
  if (verb == "add") return changed(root, *path, 0, Verb::add, *value);
  if (verb == "replace") return changed(root, *path, 0, Verb::replace, *value);
  const Value* found = verb == "test" ? find_at(root, *path) : nullptr;
  return found != nullptr && *found == *value ? std::optional(root) : std::nullopt;
}

/// How much a copy adds to the definition.
std::size_t copied_size(const Value& root, const Value& edit) {
  const Value* op = edit.find("op");
  if (op == nullptr || op->text() != "copy") return 0;
  const std::optional<Tokens> from = path_in(edit, "from");
  const Value* found = from ? find_at(root, *from) : nullptr;
  return found == nullptr ? 0 : to_json(*found).size();
}

}  // namespace

Result<Edited> apply_patch(const Value& definition, const Value& edits) {
  Edited edited{definition};
  const Value::List& list = edits.list();
  if (list.empty() || list.size() > kMostEdits) {
    return unexpected(
        Diagnostics{fault("out_of_range", "/edits", "There are between 1 and 1,000 edits.")});
  }
  // Each edit copies what it changes, and a copy may be of what was copied before.
  std::size_t work = list.size() * to_json(definition).size();
  for (std::size_t i = 0; i < list.size(); ++i) {
    work += copied_size(edited.definition, list[i]) * list.size();
    if (work > kMostWork) {
      return unexpected(Diagnostics{
          fault("too_large", "/edits/" + std::to_string(i),
                "These are too many edits of so large a definition: replace it instead.")});
    }
    std::optional<Value> next = applied(edited.definition, list[i]);
    if (!next) {
      return unexpected(Diagnostics{
          fault("patch", "/edits/" + std::to_string(i),
                "An edit is one of RFC 6902 (`op`, `path`, `value` or `from`), and what it names "
                "is there; a `test` finds what it says.")});
    }
    edited.definition = std::move(*next);
  }
  return edited;
}

}  // namespace tundish::service
