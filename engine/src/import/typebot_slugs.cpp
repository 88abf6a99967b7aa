#include "import/typebot_slugs.hpp"

#include <algorithm>
#include <utility>

#include "import/members.hpp"
#include "parse/sentence.hpp"
#include "support/utf8.hpp"
#include "tundish/template.hpp"

namespace tundish::typebot {

namespace {

constexpr std::string_view kReserved[] = {"score",   "reference_code", "ReferenceCode", "funnel",
                                          "contact", "initial",        "device",        "auth",
                                          "channel", "language",       "parent"};

/// A card without a way to be chosen offers nothing.
bool offers_items(const Block& block) {
  return std::any_of(block.items.begin(), block.items.end(), [](const Item& item) {
    if (!item.at.find("paths")) return true;
    const std::vector<At> paths = items_at(item.at, "paths");
    return std::any_of(paths.begin(), paths.end(),
                       [](const At& path) { return path->kind == json::Kind::object; });
  });
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

constexpr std::size_t kMaxText = 20'000;

struct InputKind {
  std::string_view block, type;
};

constexpr InputKind kInputs[] = {{"number input", "numeric"}, {"rating input", "numeric"},
                                 {"date input", "datetime"},  {"time input", "datetime"},
                                 {"file input", "file"},      {"payment input", "boolean"}};

}  // namespace

bool is_input(const Block& block) { return ends_with(block.type, " input"); }

std::string_view input_type_of(const Block& block) {
  for (const InputKind& one : kInputs) {
    if (one.block == block.type) return one.type;
  }
  return offers_items(block) ? "choice" : "text";
}

bool names_variable(std::string_view member) {
  return member == "variableId" || ends_with(member, "VariableId");
}

bool is_result_name(std::string_view member) {
  return member == "variableId" || (member.substr(0, 4) == "save" && names_variable(member));
}

Slugs::Slugs(const Bot& bot, Notes& notes) : bot_(bot), notes_(notes) {
  for (const std::string_view word : kReserved) names_.reserve(word);
  for (const Variable& variable : bot.variables()) {
    const bool is_known = variable.id.empty() || slugs_.count(variable.id) > 0;
    if (variable.name.empty() || is_known) continue;
    const std::string slug = names_.make(tidy_id(variable.name, "variable"));
    if (slug != variable.name) {
      notes.warn("id_changed", variable.at.place(),
                 "The variable " + quoted(variable.name) + " is called " + quoted(slug) +
                     " in the funnel.");
    }
    slugs_.emplace(variable.id, slug);
    ids_.emplace(variable.name, variable.id);
  }
  note_uses(bot);
}

void Slugs::note_uses(const Bot& bot) {
  for (const Block& block : bot.blocks()) {
    const std::optional<At> options = object_at(block.at, "options");
    if (!options || block.type == "Condition") continue;
    const std::string id = text_at(*options, "variableId");
    if (!is_input(block)) {
      note_result(**options);
      const bool is_plain = block.type == "Set variable" && text_at(*options, "item").empty();
      if (!is_plain) lists_.insert(id);
      continue;
    }
    // Options differ from input to input: an answer that is none of them here may be one there.
    const std::string_view type = input_type_of(block);
    kinds_[id].insert(type == "choice" ? "choice " + block.id : std::string(type));
    if (type == "choice" || type == "file") lists_.insert(id);
  }
}

/// Whatever is written, of whichever kind it is.
void Slugs::note_result(const json::Node& node) {
  for (const json::Member& member : node.members) {
    if (is_result_name(member.name) && !member.node.text.empty()) {
      computed_.emplace(member.node.text);
      if (member.name != "variableId") lists_.emplace(member.node.text);
    }
    note_result(member.node);
  }
  for (const json::Node& item : node.items) note_result(item);
}

std::string Slugs::written(const std::string& variable_id) {
  const auto known = slugs_.find(variable_id);
  if (known == slugs_.end()) return {};
  written_.insert(variable_id);
  return known->second;
}

std::string Slugs::read(const std::string& variable_id) {
  const auto known = slugs_.find(variable_id);
  if (known == slugs_.end()) return {};
  read_.insert(variable_id);
  return known->second;
}

Slugs::AnswerSlugs Slugs::answer_of(BlockIndex index) {
  const Block& block = bot_.blocks()[index];
  const std::optional<At> options = object_at(block.at, "options");
  const std::string id = options ? text_at(*options, "variableId") : std::string();
  const std::string variable = written(id);
  if (variable.empty()) {
    const std::string& title = bot_.groups()[block.group].title;
    return {names_.make(tidy_id(title, "answer")), {}};
  }
  if (computed_.count(id) == 0 && kinds_[id].size() == 1) return {variable, {}};
  return {names_.make(variable + " answer"), variable};
}

std::string Slugs::slug_of_name(std::string_view name) {
  const auto id = ids_.find(name);
  return id == ids_.end() ? std::string() : read(id->second);
}

SlugOf Slugs::reader() {
  return [this](std::string_view name) -> std::optional<std::string> {
    std::string slug = slug_of_name(name);
    if (slug.empty()) return std::nullopt;
    return slug;
  };
}

SlugOf Slugs::looker() const {
  return [this](std::string_view name) -> std::optional<std::string> {
    const auto id = ids_.find(name);
    if (id == ids_.end()) return std::nullopt;
    return slug_of(id->second);
  };
}

std::string Slugs::template_of(std::string_view text, const Place& place) {
  std::string made;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    made += text.substr(at, open - at);
    at = close + 2;
    const std::string_view name = utf8::trim(text.substr(open + 2, close - open - 2));
    const std::string slug = slug_of_name(name);
    if (!slug.empty()) {
      made += "{{" + slug + "}}";
    } else {
      const bool is_code = !name.empty() && name.front() == '=';
      notes_.warn(is_code ? "not_carried" : "unknown_variable", place,
                  is_code ? "Code within a text has no counterpart; it is left out."
                          : "There is no variable " + quoted(name) + "; nothing stands there.");
    }
  }
  made += text.substr(at);
  made = fitted(std::move(made), place);
  return check_template(made).empty() ? made : fitted(literal_template(text), place);
}

std::string Slugs::fitted(std::string text, const Place& place) {
  if (text.size() <= kMaxText || utf8::count_code_points(text) <= kMaxText) return text;
  notes_.warn("too_long", place, "A text has at most 20,000 characters; the rest is left out.");
  return std::string(shortened(text, kMaxText));
}

std::string Slugs::plain_of(std::string_view text, const Place& place) {
  std::string made;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find("{{", at);
    const std::size_t close = open == std::string_view::npos ? open : text.find("}}", open);
    if (close == std::string_view::npos) break;
    made += text.substr(at, open - at);
    made += utf8::trim(text.substr(open + 2, close - open - 2));
    at = close + 2;
  }
  if (at > 0) {
    notes_.warn("not_carried", place,
                "Variables cannot be used here: their names stand in their place.");
  }
  made += text.substr(at);
  return made;
}

std::string Slugs::slug_of(const Variable& variable) const { return slug_of(variable.id); }

std::string Slugs::slug_of(std::string_view variable_id) const {
  const auto known = slugs_.find(variable_id);
  return known == slugs_.end() ? std::string() : known->second;
}

std::vector<const Variable*> Slugs::expected() const {
  std::vector<const Variable*> found;
  for (const Variable& variable : bot_.variables()) {
    const bool is_own = slugs_.count(variable.id) > 0;
    const bool is_told = std::any_of(found.begin(), found.end(), [&](const Variable* other) {
      return other->id == variable.id;
    });
    if (is_own && !is_told && read_.count(variable.id) > 0 && written_.count(variable.id) == 0) {
      found.push_back(&variable);
    }
  }
  return found;
}

}  // namespace tundish::typebot
