#pragma once

#include <array>
#include <string_view>

#include "tundish/event.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// The texts of that release; of another one in the same language when it is not there, or null.
const Content* find_content(const Definition& definition, std::string_view language,
                            std::string_view release);

/// Where a session looks for its texts, one after the other: those of its release, and those of the
/// funnel's default language. Either may be null.
std::array<const Content*, 2> spoken(const Definition& definition, const Started& header);

}  // namespace tundish
