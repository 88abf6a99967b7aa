#include "unit/random_flow.hpp"

#include "tundish/codec.hpp"

namespace tundish::data_flow {
namespace {

const std::vector<std::string> kOptions = {"Sales", "Support",   "Billing", "red", "2",
                                           "1",     "Other one", "x, y",    "Zoë"};
const std::vector<std::string> kWords = {"hello", "  Ada  ", "Sales", "1",   "2",    "3", "9",
                                         "",      "  ",      "sales", "RED", "nope", "x"};
const std::vector<std::string> kPhones = {"123456789", "1234567890", "+49 151 234-56789", "call me",
                                          "(555) 123 45 67 8 9"};
const std::vector<std::string> kMediaTypes = {"image/jpeg", "image/png", "application/pdf",
                                              "imagex/png"};

const std::string& pick(const std::vector<std::string>& words, Random& dice) {
  return words[dice.below(words.size())];
}

std::string random_target(std::size_t steps, Random& dice) {
  if (dice.one_in(5)) return "COMPLETE";
  if (dice.one_in(8)) return "Nowhere";
  return "S" + std::to_string(dice.below(steps));
}

std::vector<std::string> random_options(Random& dice) {
  std::vector<std::string> options;
  for (const std::string& option : kOptions) {
    if (options.empty() || dice.one_in(3)) options.push_back(option);
  }
  return options;
}

void add_mapping(Step& step, std::size_t steps, Random& dice) {
  if (step.type == StepType::image) return;
  const std::vector<std::string>& keys = step.type == StepType::selection ? step.options : kWords;
  for (const std::string& key : keys) {
    const bool is_number = key.find_first_of("0123456789") != std::string::npos;
    const bool usable =
        step.type == StepType::selection || (!is_number && key.find(' ') == std::string::npos);
    if (!key.empty() && usable && dice.one_in(3))
      step.next_mapping[key] = random_target(steps, dice);
  }
}

const char* type_word(StepType type, Random& dice) {
  const bool plain = dice.one_in(2);
  switch (type) {
    case StepType::text:
      return plain ? "Text" : "TEXT";
    case StepType::phone:
      return plain ? "Phone" : "phone";
    case StepType::image:
      return plain ? "Image" : "iMage";
    case StepType::selection:
      break;
  }
  return plain ? "Selection" : "selection";
}

Value step_value(const Step& step, Random& dice) {
  Value value;
  value.set("id", step.id);
  value.set("question", "What about " + step.id + "?");
  value.set("type", type_word(step.type, dice));
  if (step.type == StepType::selection) {
    Value options{Value::List{}};
    for (const std::string& option : step.options) options.push(option);
    value.set("options", options);
  }
  Value mapping{Value::Object{}};
  for (const auto& [answer, target] : step.next_mapping) mapping.set(answer, target);
  if (!step.next_mapping.empty() || dice.one_in(4)) value.set("nextMapping", mapping);
  if (step.next) {
    value.set("next", *step.next);
  } else if (dice.one_in(2)) {
    value.set("next", dice.one_in(2) ? Value() : Value(""));
  }
  return value;
}

}  // namespace

std::vector<Step> random_flow(Random& dice) {
  const std::size_t count = 1 + dice.below(8);
  std::vector<Step> steps;
  for (std::size_t i = 0; i < count; ++i) {
    Step step;
    step.id = "S" + std::to_string(i);
    const std::size_t type = dice.below(6);
    step.type = type < 3 ? StepType::selection : static_cast<StepType>(type - 3);
    if (step.type == StepType::selection) step.options = random_options(dice);
    add_mapping(step, count, dice);
    if (!dice.one_in(4)) step.next = random_target(count, dice);
    steps.push_back(std::move(step));
  }
  return steps;
}

std::string flow_text(const std::vector<Step>& steps, Random& dice) {
  if (steps.size() == 1 && dice.one_in(2)) return to_json(step_value(steps[0], dice));
  Value list{Value::List{}};
  for (const Step& step : steps) list.push(step_value(step, dice));
  return to_json(list);
}

Reply random_reply(const Step& step, Random& dice) {
  if (dice.one_in(12)) return {Reply::Kind::file, pick(kMediaTypes, dice)};
  if (dice.one_in(8)) return {Reply::Kind::words, pick(kWords, dice)};
  switch (step.type) {
    case StepType::text:
      return {Reply::Kind::words, pick(kWords, dice)};
    case StepType::phone:
      return {Reply::Kind::words, pick(kPhones, dice)};
    case StepType::image:
      return {Reply::Kind::file, pick(kMediaTypes, dice)};
    case StepType::selection:
      break;
  }
  if (dice.one_in(3)) return {Reply::Kind::option, pick(kOptions, dice)};
  if (dice.one_in(3)) return {Reply::Kind::words, std::to_string(dice.below(9))};
  return {Reply::Kind::words, pick(kOptions, dice)};
}

}  // namespace tundish::data_flow
