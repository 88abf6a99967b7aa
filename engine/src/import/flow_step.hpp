#pragma once

#include <optional>
#include <string>
#include <vector>

#include "parse/at.hpp"
#include "parse/findings.hpp"

namespace tundish {

/// A text of a data collection flow and where it stands.
struct FlowText {
  std::string text;
  Place place;
};

enum class FlowStepType { text, phone, image, selection };

/// Where an answer leads. An empty target completes.
struct FlowMapping {
  FlowText answer;
  FlowText target;
};

/// One step as it was written, whatever could be read of it.
struct FlowStep {
  FlowText id;
  FlowText question;
  FlowStepType type = FlowStepType::text;
  std::vector<FlowText> options;  ///< of `selection`; at least one, each once
  std::vector<FlowMapping> next_mapping;
  FlowText next;  ///< an empty text completes
};

/// The word that ends a flow as a target.
inline constexpr std::string_view kFlowComplete = "COMPLETE";

void warn(Findings& findings, std::string_view code, Place place, std::string sentence);

/// Reads one step. What it lacks is made up for with a warning: a missing id by its number, a
/// missing question by the id, an unknown type or a selection without options by text. Empty, with
/// an error, when the value is no object.
std::optional<FlowStep> read_flow_step(const At& at, std::size_t number, Findings& findings);

}  // namespace tundish
