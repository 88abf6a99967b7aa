#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tundish/export.hpp"

// Parts of a WhatsApp Flow, as Meta's Flow JSON 7.1 has them.
namespace tundish::flow {

/// Everything that a part is made with.
struct Making {
  const Definition& definition;
  const Content* content;
  Diagnostics& diagnostics;
  /// How an expression names the answer of a slug; nothing when no screen asks for it.
  std::function<std::optional<std::string>(const std::string& slug)> field_of;
};

void report(Making& making, Severity severity, std::string pointer, std::string sentence);

/// What of a component stands on WhatsApp, as parts of a screen; none, with a reason, when a Flow
/// has nothing like it.
Value::List parts_of(const Layer& layer, const Component& component, const std::string& pointer,
                     Making& making);

/// Warnings of what a component, a layer or a funnel has that a Flow cannot have.
void tell_losses(const Layer& layer, const Component& component, const std::string& pointer,
                 Making& making);
void tell_losses(const Layer& layer, const std::string& pointer, Making& making);
void tell_losses(const Config& config, Making& making);

/// A text of at most so many characters; a warning when it is cut, and where placeholders go.
std::string fitted(const std::string& text, std::size_t most, const std::string& pointer,
                   Making& making);

/// How many characters an area takes at most.
inline constexpr std::int64_t kMaxArea = 600;

/// Whether a text has room for several lines.
bool is_area(const Input& input);

/// Whether a field judges the input's `reg_ex` itself: not of every kind, and with a help alone.
bool takes_pattern(const Input& input, const std::string& help);

/// The text of a part in the language, else in the default one; empty when neither has it.
std::string text_of(const Making& making, const Layer& layer, const Component& component,
                    std::string_view part);

/// Conditions as an expression of `If`; nothing when they are more than that.
std::optional<std::string> expression_of(const std::vector<Condition>& conditions,
                                         const Making& making);

}  // namespace tundish::flow
