#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tundish::data_flow {

enum class StepType { text, phone, image, selection };

/// A step as the description of data collection flows has it.
struct Step {
  std::string id;
  StepType type = StepType::text;
  std::vector<std::string> options;
  std::map<std::string, std::string> next_mapping;
  std::optional<std::string> next;
};

/// What a contact sends: words, a tapped option, or a file of that media type.
struct Reply {
  enum class Kind { words, option, file } kind = Kind::words;
  std::string text;
};

/// A second, independent reading of the description: what a flow does with replies. It shares no
/// code with the engine.
class Oracle {
 public:
  explicit Oracle(std::vector<Step> steps) : steps_(std::move(steps)) {}

  /// True when the reply answers the current step; false when it is asked again.
  bool take(const Reply& reply);

  bool is_complete() const { return at_ == steps_.size(); }
  /// The current step's id, or `COMPLETE`.
  std::string position() const { return is_complete() ? "COMPLETE" : steps_[at_].id; }
  /// The last value per step; a file by its media type.
  const std::map<std::string, std::string>& answers() const { return answers_; }

 private:
  std::optional<std::string> read(const Step& step, const Reply& reply) const;
  void go(const std::string& target);

  std::vector<Step> steps_;
  std::size_t at_ = 0;
  std::map<std::string, std::string> answers_;
};

}  // namespace tundish::data_flow
