#include "fuzz/mangle.hpp"

#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/format_words.hpp"

namespace tundish::fuzz {

namespace {

using testing::Random;

const double kNumbers[] = {0,     -0.5,  1,     -1,   2,     3,    0.1, 1e-9, 1e9,
                           1e15,  -1e15, 1e300, 4096, 65536, 1e10, 2e9, -3e9, 9007199254740991.0,
                           5e-324};

using Texts = std::vector<std::string>;

void collect_texts(const Value& value, Texts& texts) {
  if (value.is_text()) texts.push_back(value.text());
  for (const Value& item : value.list()) collect_texts(item, texts);
  for (const Value::Member& member : value.object()) {
    texts.push_back(member.name);
    collect_texts(member.value, texts);
  }
}

std::string some_text(const Texts& texts, Random& random) {
  const Texts& words = format_words();
  if (texts.empty() || random.one_in(3)) return words[random.below(words.size())];
  return texts[random.below(texts.size())];
}

Value some_value(const Texts& texts, Random& random) {
  switch (random.below(7)) {
    case 0:
      return Value();
    case 1:
      return random.one_in(2);
    case 2:
    case 3:
      return kNumbers[random.below(std::size(kNumbers))];
    case 4:
      return Value(Value::List(random.below(3), Value(some_text(texts, random))));
    default:
      return some_text(texts, random);
  }
}

void mangle_list(Value::List& list, const Value& whole, const Texts& texts, Random& random) {
  if (list.empty()) {
    list.push_back(some_value(texts, random));
    return;
  }
  const std::size_t at = random.below(list.size());
  const auto place = list.begin() + static_cast<Value::List::difference_type>(at);
  switch (random.below(5)) {
    case 0:
      list.erase(place);
      return;
    case 1: {
      const Value copy = *place;
      list.insert(place, copy);
      return;
    }
    case 2:
      std::swap(list[at], list[random.below(list.size())]);
      return;
    case 3:
      list[at] = some_value(texts, random);
      return;
    default:
      list.push_back(random.one_in(8) ? whole : some_value(texts, random));
  }
}

void mangle_object(Value::Object& object, const Texts& texts, Random& random) {
  if (object.empty() || random.one_in(6)) {
    object.push_back(Value::Member{some_text(texts, random), some_value(texts, random)});
    return;
  }
  const std::size_t at = random.below(object.size());
  switch (random.below(4)) {
    case 0:
      object.erase(object.begin() + static_cast<Value::Object::difference_type>(at));
      return;
    case 1:
      object[at].name = some_text(texts, random);
      return;
    case 2:
      std::swap(object[at].value, object[random.below(object.size())].value);
      return;
    default:
      object[at].value = some_value(texts, random);
  }
}

/// Goes down by chance and changes what it comes to.
Value mangled_once(const Value& value, const Value& whole, const Texts& texts, Random& random) {
  if (value.is_object() && !value.object().empty() && !random.one_in(4)) {
    Value::Object object = value.object();
    Value::Member& member = object[random.below(object.size())];
    member.value = mangled_once(member.value, whole, texts, random);
    return object;
  }
  if (value.is_list() && !value.list().empty() && !random.one_in(6)) {
    Value::List list = value.list();
    Value& item = list[random.below(list.size())];
    item = mangled_once(item, whole, texts, random);
    return list;
  }
  if (value.is_object()) {
    Value::Object object = value.object();
    mangle_object(object, texts, random);
    return object;
  }
  if (value.is_list()) {
    Value::List list = value.list();
    mangle_list(list, whole, texts, random);
    return list;
  }
  if (value.is_text() && random.one_in(2)) return some_text(texts, random);
  if (value.is_number() && random.one_in(2)) return kNumbers[random.below(std::size(kNumbers))];
  return some_value(texts, random);
}

/// Every part of a value with the name that it has; items have the name of their list.
void collect_parts(const Value& value, const std::string& name, Value::Object& parts) {
  for (const Value& item : value.list()) {
    parts.push_back(Value::Member{name, item});
    collect_parts(item, name, parts);
  }
  for (const Value::Member& member : value.object()) {
    parts.push_back(member);
    collect_parts(member.value, member.name, parts);
  }
}

/// Puts the part where its name is at home, coming to it by chance, else where the way ends.
void put(Value& value, const std::string& name, const Value::Member& part, Random& random) {
  if (value.is_list() && (name == part.name || value.list().empty()) && random.one_in(2)) {
    if (part.value.is_list()) {
      for (const Value& item : part.value.list()) value.push(item);
    } else {
      value.push(part.value);
    }
    return;
  }
  if (value.is_object() && (value.find(part.name) || value.object().empty() || random.one_in(3))) {
    value.set(part.name, part.value);
    return;
  }
  if (value.is_object() && !value.object().empty()) {
    Value::Object object = value.object();
    Value::Member& member = object[random.below(object.size())];
    put(member.value, member.name, part, random);
    value = Value(std::move(object));
  } else if (value.is_list() && !value.list().empty()) {
    Value::List list = value.list();
    put(list[random.below(list.size())], name, part, random);
    value = Value(std::move(list));
  } else {
    value = part.value;
  }
}

}  // namespace

Value mangled(Value definition, Random& random) {
  Texts texts;
  collect_texts(definition, texts);
  for (std::size_t changes = 1 + random.below(4); changes > 0; --changes) {
    definition = mangled_once(definition, definition, texts, random);
  }
  return definition;
}

Value grafted(const Value& definition, const Value& other, Random& random) {
  Value::Object parts;
  collect_parts(other, "", parts);
  Value whole = definition;
  for (std::size_t i = 1 + random.below(3); i > 0 && !parts.empty(); --i) {
    put(whole, "", parts[random.below(parts.size())], random);
  }
  return whole;
}

}  // namespace tundish::fuzz
