#include "import/typebot_kinds.hpp"

#include "import/members.hpp"
#include "support/utf8.hpp"

namespace tundish::typebot {

namespace {

constexpr std::string_view kSet = "Set variable";
// What variables give each other is settled long before.
constexpr int kMaxRounds = 10;

/// The code of a block that computes a variable, else nothing.
std::string code_of(const At& options) {
  const std::string type = text_at(options, "type");
  if (!type.empty() && type != "Custom") return {};
  return std::string(utf8::trim(text_at(options, "expressionToEvaluate")));
}

}  // namespace

VariableKinds::VariableKinds(const Bot& bot, const Slugs& slugs) : slugs_(slugs) {
  for (const Block& block : bot.blocks()) {
    const std::optional<At> options = object_at(block.at, "options");
    if (!options) continue;
    if (is_input(block)) {
      add_input(block, *options);
    } else if (block.type == kSet) {
      add_set(*options);
    } else {
      add_results(**options);
    }
  }
  for (int round = 0; add_computed(bot); ++round) {
    if (round < kMaxRounds) continue;
    for (auto& [slug, kinds] : kinds_) kinds = kAnything;
  }
}

Kinds VariableKinds::of(std::string_view slug) const {
  const auto known = kinds_.find(slug);
  return known == kinds_.end() ? kGuessed : known->second;
}

void VariableKinds::add(std::string_view variable_id, Kinds kinds) {
  const std::string slug = slugs_.slug_of(variable_id);
  if (!slug.empty()) kinds_[slug] |= kinds;
}

void VariableKinds::add_input(const Block& block, const At& options) {
  const std::string_view type = input_type_of(block);
  Kinds kinds = kOther;
  if (type == "numeric") kinds = kNumber;
  if (type == "datetime") kinds = kText;
  if (type == "text") kinds = block.type == "email input" ? kText : kGuessed;
  // Several choices are one text there, and a list here.
  if (type == "choice" && !flag_at(options, "isMultipleChoice")) kinds = kGuessed;
  add(text_at(options, "variableId"), kinds);
}

void VariableKinds::add_set(const At& options) {
  const std::string type = text_at(options, "type");
  const std::string id = text_at(options, "variableId");
  if (type == "Append value(s)") return add(id, kList);
  // What is popped from a list leaves a list.
  if (type == "Pop" || type == "Shift")
    return add(text_at(options, "saveItemInVariableId"), kOther);
  const bool is_plain = type.empty() || type == "Custom" || type == "Empty";
  add(id, is_plain ? Kinds{} : kOther);
}

/// Whatever else is written, of whichever kind it is.
void VariableKinds::add_results(const json::Node& node) {
  for (const json::Member& member : node.members) {
    if (is_result_name(member.name)) add(std::string(member.node.text), kOther);
    add_results(member.node);
  }
  for (const json::Node& item : node.items) add_results(item);
}

/// What is computed of variables; true while something new is found.
bool VariableKinds::add_computed(const Bot& bot) {
  const KindsOf kinds_of = [this](std::string_view slug) { return of(slug); };
  bool is_new = false;
  for (const Block& block : bot.blocks()) {
    const std::optional<At> options = object_at(block.at, "options");
    if (block.type != kSet || !options) continue;
    const std::string code = code_of(*options);
    const std::string slug = slugs_.slug_of(text_at(*options, "variableId"));
    if (code.empty() || slug.empty()) continue;
    const std::optional<Script> script = read_script(code, slugs_.looker(), kinds_of);
    Kinds found = script ? script->formula.kinds : kText;
    // A text is looked at anew whenever it is read.
    if ((found & kText) != 0) found = (found & ~kText) | kGuessed;
    Kinds& kinds = kinds_[slug];
    is_new = is_new || (kinds | found) != kinds;
    kinds |= found;
  }
  return is_new;
}

}  // namespace tundish::typebot
