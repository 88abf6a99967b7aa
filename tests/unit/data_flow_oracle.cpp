#include "unit/data_flow_oracle.hpp"

#include <cctype>

namespace tundish::data_flow {
namespace {

std::string trimmed(const std::string& text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\n") - begin + 1);
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::optional<std::string> select(const std::vector<std::string>& options, const Reply& reply) {
  const std::string words = reply.kind == Reply::Kind::option ? reply.text : trimmed(reply.text);
  for (const std::string& option : options) {
    if (option == words) return option;
  }
  if (reply.kind == Reply::Kind::option) return std::nullopt;
  for (std::size_t i = 0; i < options.size(); ++i) {
    if (std::to_string(i + 1) == words) return options[i];
  }
  for (const std::string& option : options) {
    if (lower(option) == lower(words)) return option;
  }
  return std::nullopt;
}

}  // namespace

bool Oracle::take(const Reply& reply) {
  if (is_complete()) return false;
  const Step step = steps_[at_];
  const std::optional<std::string> value = read(step, reply);
  if (!value) return false;
  answers_[step.id] = *value;
  const auto mapped = step.next_mapping.find(*value);
  if (mapped != step.next_mapping.end()) {
    go(mapped->second);
  } else {
    go(step.next.has_value() ? *step.next : "COMPLETE");
  }
  return true;
}

std::optional<std::string> Oracle::read(const Step& step, const Reply& reply) const {
  const bool is_file = reply.kind == Reply::Kind::file;
  if (step.type == StepType::image) {
    if (!is_file || reply.text.compare(0, 6, "image/") != 0) return std::nullopt;
    return reply.text;
  }
  if (is_file) return std::nullopt;
  if (step.type == StepType::selection) return select(step.options, reply);
  const std::string words = trimmed(reply.text);
  if (words.empty() || reply.kind == Reply::Kind::option) return std::nullopt;
  if (step.type == StepType::text) return words;
  std::string digits;
  for (const char c : words) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits.size() < 10) return std::nullopt;
  return digits;
}

void Oracle::go(const std::string& target) {
  for (at_ = 0; at_ < steps_.size(); ++at_) {
    if (target != "COMPLETE" && steps_[at_].id == target) return;
  }
}

}  // namespace tundish::data_flow
