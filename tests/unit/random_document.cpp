#include "unit/random_document.hpp"

#include <algorithm>

namespace tundish::testing {

namespace {

std::string_view one_word(std::string_view words, Random& dice) {
  const auto bars = static_cast<std::size_t>(std::count(words.begin(), words.end(), '|'));
  for (std::size_t skip = dice.below(bars + 1); skip > 0; --skip) {
    words.remove_prefix(words.find('|') + 1);
  }
  return words.substr(0, words.find('|'));
}

Value other_kind(Random& dice) {
  switch (dice.below(8)) {
    case 0:
      return Value();
    case 1:
      return dice.one_in(2);
    case 2:
      return static_cast<double>(dice.below(2000)) - 1000;
    case 3:
      return 1e300;
    case 4:
      return "";
    case 5:
      return Value(Value::List{"x", 1, Value()});
    case 6:
      return Value(Value::Object{{"x", "y"}});
    default:
      return "{{x}} \xF0\x9F\x98\x80";
  }
}

}  // namespace

Value RandomDocument::make(const Value& pattern) {
  if (pattern.is_text()) {
    const std::string_view kind = pattern.text();
    return kind[0] == '=' ? Value(one_word(kind.substr(1), dice_)) : atom_(kind);
  }
  if (pattern.is_list()) {
    Value list{Value::List{}};
    for (std::size_t count = dice_.below(5); count > 0; --count) {
      list.push(make(pattern.list().front()));
    }
    return list;
  }
  Value object{Value::Object{}};
  for (const Value::Member& member : pattern.object()) {
    std::string name = member.name;
    const bool is_needed = name.back() == '!';
    if (is_needed) name.pop_back();
    if (is_needed || dice_.one_in(2)) object.set(name, make(member.value));
  }
  return object;
}

void break_somewhere(Value& document, Random& dice) {
  if (document.is_list() && !document.list().empty() && !dice.one_in(8)) {
    Value::List list = document.list();
    const std::size_t at = dice.below(list.size());
    if (dice.one_in(6)) {
      list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), list[at]);
    } else {
      break_somewhere(list[at], dice);
    }
    document = Value(std::move(list));
    return;
  }
  if (document.is_object() && !document.object().empty() && !dice.one_in(8)) {
    Value::Object members = document.object();
    const std::size_t at = dice.below(members.size());
    if (dice.one_in(6)) {
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(at));
    } else {
      break_somewhere(members[at].value, dice);
    }
    document = Value(std::move(members));
    return;
  }
  document = other_kind(dice);
}

}  // namespace tundish::testing
