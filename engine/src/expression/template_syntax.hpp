#pragma once

#include <string_view>
#include <vector>

#include "tundish/template.hpp"

namespace tundish {

enum class TemplateKind { text, variable, raw_variable, section, inverted, partial };

/// A part of a template; it looks into the template's text.
struct TemplateNode {
  TemplateKind kind = TemplateKind::text;
  std::string_view text;  // of text: what to write; else the name
  std::vector<TemplateNode> children;
  std::string_view indent;  // of a partial that stands alone: what stands before it
};

struct TemplateSyntax {
  std::vector<TemplateNode> nodes;
  Diagnostics faults;  // at most `kMaxTemplateFaults`; with one the nodes mean nothing
};

inline constexpr std::size_t kMaxTemplateDepth = 64;
inline constexpr std::size_t kMaxTemplateFaults = 20;

TemplateSyntax parse_template(std::string_view text, Partials partials = Partials::refused);

}  // namespace tundish
