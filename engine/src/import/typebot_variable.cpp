#include <array>
#include <utility>

#include "import/members.hpp"
#include "import/typebot_making.hpp"
#include "parse/sentence.hpp"
#include "support/utf8.hpp"

namespace tundish::typebot {

namespace {

Value name_of(std::string_view name) {
  Value made;
  made.set("var", name);
  return made;
}

struct Known {
  std::string_view type, name;
};

/// Values that a session has by itself.
constexpr std::array<Known, 6> kKnown = {{{"Environment name", "channel"},
                                          {"User ID", "reference_code"},
                                          {"Result ID", "reference_code"},
                                          {"Random ID", "reference_code"},
                                          {"Phone number", "contact.phone"},
                                          {"Contact name", "contact.name"}}};

/// Whether a text that is no expression we know was meant as code.
bool looks_like_code(std::string_view text) {
  for (const std::string_view sign :
       {"=>", ";", "return ", "function", "new ", "const ", "let ", "await ", "JSON.", "Math.",
        "Date", ".map(", ".filter(", ".split(", ".join(", ".slice(", "`"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

std::optional<Value> expression_logic(const At& options, Making& making) {
  const std::string text(utf8::trim(text_at(options, "expressionToEvaluate")));
  if (text.empty()) return Value();
  if (const std::optional<Formula> formula = read_script(text, making.slugs.reader())) {
    return logic_of(*formula);
  }
  if (!flag_at(options, "isCode") && !looks_like_code(text)) {
    return logic_of(read_placeholders(text, making.slugs.reader()));
  }
  making.notes.warn("not_translated", place_at(options, "expressionToEvaluate"),
                    "This code is more than can be translated to JsonLogic; the variable is not "
                    "set: " +
                        quoted(text));
  return std::nullopt;
}

std::optional<Value> appended(const At& options, Making& making) {
  const std::string list = making.slugs.read(text_at(options, "variableId"));
  const Formula item = read_placeholders(text_at(options, "item"), making.slugs.reader());
  Value made;
  made.set("merge", Value(Value::List{name_of(list), logic_of(item)}));
  return made;
}

}  // namespace

std::optional<Value> logic_of_set(const At& options, Making& making) {
  const std::string type = text_at(options, "type");
  if (type.empty() || type == "Custom") return expression_logic(options, making);
  if (type == "Empty") return Value();
  if (type == "Append value(s)") return appended(options, making);
  for (const Known& known : kKnown) {
    if (known.type != type) continue;
    if (known.name == "reference_code") {
      making.notes.warn("not_carried", place_at(options, "type"),
                        quoted(type) + " is the session's reference code here.");
    }
    return name_of(known.name);
  }
  making.notes.warn("not_translated", place_at(options, "type"),
                    quoted(type) + " has no counterpart; the variable is not set.");
  return std::nullopt;
}

}  // namespace tundish::typebot
