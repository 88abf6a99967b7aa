#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "service/funnel_cache.hpp"
#include "store/store.hpp"
#include "tundish/effect.hpp"

namespace tundish::service {

/// What came of a change of a session's language.
struct LanguageChange {
  enum class Kind {
    done,
    unknown_session,
    no_sibling,  ///< nothing is published in that language with the session's structure
    refused
  };
  Kind kind = Kind::done;
  Refused why;  ///< of `refused`
};

/// The server lets a session go on in another language: in what an environment plays in it, if that
/// has the session's structure.
LanguageChange change_language(store::Writer& writer, FunnelCache& funnels,
                               std::string_view session, const std::string& language,
                               std::int64_t now_ms);

}  // namespace tundish::service
