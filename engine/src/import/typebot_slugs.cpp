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

bool offers_items(const Block& block) { return !block.items.empty(); }

void collect_variable_ids(const json::Node& node, std::set<std::string>& ids) {
  for (const json::Member& member : node.members) {
    if (member.name == "variableId" && !member.node.text.empty()) ids.insert(member.node.text);
    collect_variable_ids(member.node, ids);
  }
  for (const json::Node& item : node.items) collect_variable_ids(item, ids);
}

}  // namespace

bool is_input(const Block& block) {
  constexpr std::string_view kEnding = " input";
  return block.type.size() > kEnding.size() &&
         block.type.compare(block.type.size() - kEnding.size(), kEnding.size(), kEnding) == 0;
}

Slugs::Slugs(const Bot& bot, Notes& notes) : bot_(bot), notes_(notes) {
  for (const std::string_view word : kReserved) names_.reserve(word);
  for (const Variable& variable : bot.variables()) {
    if (variable.name.empty() || slugs_.count(variable.id) > 0) continue;
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
    if (is_input(block)) {
      ++inputs_[id];
      kinds_[id].insert(block.type);
      if (offers_items(block)) kinds_[id].insert(block.id);
      continue;
    }
    std::set<std::string> ids;
    collect_variable_ids(**options, ids);
    computed_.insert(ids.begin(), ids.end());
  }
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
  const bool is_shared = inputs_[id] > 1 && (kinds_[id].size() > 1 || offers_items(block));
  if (computed_.count(id) == 0 && !is_shared) return {variable, {}};
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
  return check_template(made).empty() ? made : literal_template(text);
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

std::string Slugs::slug_of(const Variable& variable) const {
  const auto known = slugs_.find(variable.id);
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
