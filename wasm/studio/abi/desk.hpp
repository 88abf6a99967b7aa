#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "document/history.hpp"

// What every function of the studio's C interface works with: one document is open at a time.
namespace tundish::studio {

inline std::string response;  ///< of the last call

inline std::string_view view_of(const char* text, std::uint32_t size) { return {text, size}; }

/// The document that is open, with its history.
History& history();

/// Puts into the response what the last change did: `{edits, revision, undo, redo}`.
std::uint32_t answer_change();
std::uint32_t answer_misfit(const Misfit& misfit);

}  // namespace tundish::studio
