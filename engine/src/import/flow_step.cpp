#include "import/flow_step.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "parse/sentence.hpp"
#include "support/decimal.hpp"
#include "support/utf8.hpp"

namespace tundish {

namespace {

constexpr std::array<std::string_view, 6> kMembers = {"id",      "question",    "type",
                                                      "options", "nextMapping", "next"};

// As many as an input and its layer hold in a funnel.
constexpr std::size_t kMaxOptions = 1000;
constexpr std::size_t kMaxWays = 200;

std::string at_most(std::size_t count) {
  return "A step has at most " + std::to_string(count) + " of them.";
}

struct TypeWord {
  std::string_view written, folded;
  FlowStepType type;
};

constexpr std::array<TypeWord, 4> kTypes = {{
    {"Text", "text", FlowStepType::text},
    {"Phone", "phone", FlowStepType::phone},
    {"Image", "image", FlowStepType::image},
    {"Selection", "selection", FlowStepType::selection},
}};

/// A text, or a number as its text: flows written by hand leave quotes out.
std::optional<std::string> word_of(const json::Node& node) {
  if (node.kind == json::Kind::number) return decimal_text(node.number);
  if (node.kind == json::Kind::text) return std::string(utf8::trim(node.text));
  return std::nullopt;
}

void warn_of_kind(Findings& findings, const At& at, std::string_view what) {
  warn(findings, "wrong_type", at.place(),
       "This should be " + std::string(what) + "; it is left out.");
}

/// The member as a word; empty when it is not there, null or of a kind that is left out.
FlowText read_word(const At& step, std::string_view name, Findings& findings) {
  const std::optional<At> at = step.find(name);
  if (!at) return {{}, step.place()};
  if ((*at)->kind == json::Kind::null) return {{}, at->place()};
  const std::optional<std::string> word = word_of(**at);
  if (!word) warn_of_kind(findings, *at, "a text");
  return {word ? *word : std::string(), at->place()};
}

FlowStepType read_type(const At& step, Findings& findings) {
  const FlowText word = read_word(step, "type", findings);
  const std::string folded = utf8::fold_case(word.text);
  std::vector<std::string_view> known;
  for (const TypeWord& type : kTypes) {
    if (type.folded == folded) return type.type;
    known.push_back(type.written);
  }
  if (word.text.empty()) {
    warn(findings, "missing_property", word.place, "The step has no `type`; it is taken as Text.");
  } else {
    warn(findings, "unknown_word", word.place,
         quoted(word.text) + " is no type of step, it must be " + listed(known) + "." +
             did_you_mean(word.text, known) + " It is taken as Text.");
  }
  return FlowStepType::text;
}

bool has_text(const std::vector<FlowText>& texts, std::string_view text) {
  return std::any_of(texts.begin(), texts.end(),
                     [text](const FlowText& one) { return one.text == text; });
}

void add_option(const At& at, std::vector<FlowText>& options, Findings& findings) {
  const std::optional<std::string> word = word_of(*at);
  if (!word) return warn_of_kind(findings, at, "a text");
  if (word->empty()) {
    return warn(findings, "too_short", at.place(), "An empty option is left out.");
  }
  if (has_text(options, *word)) {
    return warn(findings, "duplicate_option", at.place(),
                "The option " + quoted(*word) + " is there already; it is offered once.");
  }
  options.push_back({*word, at.place()});
}

std::vector<FlowText> read_options(const At& step, FlowStepType type, Findings& findings) {
  std::vector<FlowText> options;
  const std::optional<At> list = step.find("options");
  if (!list || (*list)->kind == json::Kind::null) return options;
  if (type != FlowStepType::selection) {
    if ((*list)->kind != json::Kind::list || !(*list)->items.empty()) {
      warn(findings, "unused_property", list->place(),
           "Only a Selection offers options; these are left out.");
    }
    return options;
  }
  if ((*list)->kind != json::Kind::list) {
    warn_of_kind(findings, *list, "a list of texts");
    return options;
  }
  if ((*list)->items.size() > kMaxOptions) {
    findings.error("too_long", **list, at_most(kMaxOptions));
    return options;
  }
  for (std::size_t i = 0; i < (*list)->items.size(); ++i) {
    add_option(list->item(i), options, findings);
  }
  return options;
}

/// An answer of a Selection that is no option can never be given.
bool can_be_answered(const FlowStep& step, const FlowText& answer, Findings& findings) {
  if (step.type == FlowStepType::image) {
    warn(findings, "unused_property", answer.place,
         "A picture never equals " + quoted(answer.text) + "; this way is left out.");
    return false;
  }
  if (step.type != FlowStepType::selection || has_text(step.options, answer.text)) return true;
  std::vector<std::string_view> options;
  for (const FlowText& option : step.options) options.push_back(option.text);
  warn(findings, "unknown_option", answer.place,
       quoted(answer.text) + " is none of the step's options; this way is left out." +
           did_you_mean(answer.text, options));
  return false;
}

/// In the order of the options, then of the answers' bytes: an object's members have none.
void sort_ways(FlowStep& step) {
  const auto rank = [&step](const FlowMapping& way) {
    std::size_t at = 0;
    while (at < step.options.size() && step.options[at].text != way.answer.text) ++at;
    return at;
  };
  std::stable_sort(step.next_mapping.begin(), step.next_mapping.end(),
                   [&rank](const FlowMapping& left, const FlowMapping& right) {
                     return std::make_pair(rank(left), std::string_view(left.answer.text)) <
                            std::make_pair(rank(right), std::string_view(right.answer.text));
                   });
}

void read_mapping(const At& at, FlowStep& step, Findings& findings) {
  const std::optional<At> mapping = at.find("nextMapping");
  if (!mapping || (*mapping)->kind == json::Kind::null) return;
  if ((*mapping)->kind != json::Kind::object) {
    return warn_of_kind(findings, *mapping, "an object of answers and the steps they lead to");
  }
  if ((*mapping)->members.size() > kMaxWays) {
    return findings.error("too_long", **mapping, at_most(kMaxWays));
  }
  for (const json::Member& member : (*mapping)->members) {
    FlowMapping way;
    way.answer = {std::string(utf8::trim(member.name)), place_of_name(member, mapping->pointer)};
    way.target = read_word(*mapping, member.name, findings);
    if (can_be_answered(step, way.answer, findings)) step.next_mapping.push_back(std::move(way));
  }
  sort_ways(step);
}

void check_members(const At& step, Findings& findings) {
  const std::vector<std::string_view> known(kMembers.begin(), kMembers.end());
  for (const json::Member& member : step->members) {
    if (member.name.compare(0, 2, "x_") == 0) continue;
    if (std::find(known.begin(), known.end(), member.name) != known.end()) continue;
    warn(findings, "unknown_property", place_of_name(member, step.pointer),
         quoted(member.name) + " is no property of a step; it is left out." +
             did_you_mean(member.name, known));
  }
}

}  // namespace

void warn(Findings& findings, std::string_view code, Place place, std::string sentence) {
  Diagnostic warning;
  warning.code = code;
  warning.severity = Severity::warning;
  warning.place = std::move(place);
  warning.sentence = std::move(sentence);
  findings.add({std::move(warning)});
}

std::optional<FlowStep> read_flow_step(const At& at, std::size_t number, Findings& findings) {
  if (at->kind != json::Kind::object) {
    findings.error("wrong_type", *at, "A step must be an object with id, question and type.");
    return std::nullopt;
  }
  check_members(at, findings);
  FlowStep step;
  step.id = read_word(at, "id", findings);
  if (step.id.text.empty()) {
    step.id.text = "step_" + std::to_string(number);
    warn(findings, "missing_property", step.id.place,
         "The step has no `id`; it is called " + quoted(step.id.text) + ".");
  }
  step.question = read_word(at, "question", findings);
  if (step.question.text.empty()) {
    step.question.text = step.id.text;
    warn(findings, "missing_property", step.question.place,
         "The step has no `question`; its id is asked.");
  }
  step.type = read_type(at, findings);
  step.options = read_options(at, step.type, findings);
  if (step.type == FlowStepType::selection && step.options.empty()) {
    warn(findings, "missing_property", at.place(),
         "The Selection " + quoted(step.id.text) +
             " has no `options`; it is taken as Text, which any answer fits.");
    step.type = FlowStepType::text;
  }
  read_mapping(at, step, findings);
  step.next = read_word(at, "next", findings);
  return step;
}

}  // namespace tundish
