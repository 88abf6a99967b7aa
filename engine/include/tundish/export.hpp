#pragma once

#include <string>
#include <string_view>

#include "tundish/diagnostic.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// A funnel in another form, and what that form cannot express. Places are pointers into the
/// definition; `locate` gives them lines.
struct Exported {
  std::string text;  ///< canonical; empty when nothing could be made
  Diagnostics diagnostics;
};

/// Every answer of the funnel as a JSON Schema (2020-12) of one object by slug. Nothing is
/// required: which answers a session has depends on the path it took.
Exported export_answer_schema(const Funnel& funnel, std::string_view language);

/// The funnel as a seed, `[{"object_type":"funnels","data":{…, "versions":[…]}}]`: portable, and
/// importing it gives the same funnel.
Exported export_seed(const Funnel& funnel);

/// A WhatsApp Flow (JSON version 7.1 of Meta's reference): a screen per layer, ways as its routing
/// model. What a Flow cannot do is an error with its place and the reason, what is merely cut or
/// left out a warning.
Exported export_whatsapp_flow(const Funnel& funnel, std::string_view language);

}  // namespace tundish
