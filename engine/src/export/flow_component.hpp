#pragma once

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

/// The component as one or two parts of a screen; none, with a reason, when a Flow has nothing like
/// it.
Value::List parts_of(const Layer& layer, const Component& component, const std::string& pointer,
                     Making& making);

/// Warnings of what a component or a layer has that a Flow cannot have.
void tell_losses(const Component& component, const std::string& pointer, Making& making);
void tell_losses(const Layer& layer, const std::string& pointer, Making& making);

/// A text of at most so many characters; a warning when it is cut, and where placeholders go.
std::string fitted(const std::string& text, std::size_t most, const std::string& pointer,
                   Making& making);

/// The text of a part, empty when the language has none.
std::string text_of(const Making& making, const Layer& layer, const Component& component,
                    std::string_view part);

/// Conditions as an expression of `If`; nothing when they are more than that.
std::optional<std::string> expression_of(const std::vector<Condition>& conditions,
                                         const Making& making);

}  // namespace tundish::flow
