#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/audit.hpp"
#include "store/funnels.hpp"
#include "store/store.hpp"
#include "tundish/result.hpp"

namespace tundish::service {

/// Keeps a definition that gives way to another draft of its funnel. It need not be a funnel yet,
/// but has to be an object with that slug. Whoever saved it last as the draft is its author; of a
/// text that no draft is, whoever puts it aside. One that was put aside last is not kept twice.
Result<store::KeptDraft> keep_aside(store::Store& store, const std::string& slug,
                                    std::string_view definition, const Actor& actor);

std::optional<std::string> find_kept_text(store::Reader& reader, std::string_view slug,
                                          std::int64_t number);

/// With the funnel they go.
void remove_kept_drafts(store::Writer& writer, std::string_view slug);

}  // namespace tundish::service
