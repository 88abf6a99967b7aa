#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "tundish/markdown.hpp"

namespace tundish {

/// The markdown that shows this; nothing where the subset cannot say it. `{{placeholders}}` in
/// words and addresses stay what they are.
std::optional<std::string> write_markdown(const RichText& text);

/// The same of words of another format: `template_of` makes templates of them. Nothing, too, where
/// one of them could not stand within another text, and where it is longer than a text may be.
std::optional<std::string> markdown_template(
    RichText text, const std::function<std::string(std::string_view)>& template_of);

}  // namespace tundish
