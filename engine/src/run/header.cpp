#include "run/header.hpp"

#include <algorithm>

#include "tundish/channels.hpp"

namespace tundish {

namespace {

bool is_hex(const std::string& text, std::size_t digits) {
  return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

Refusal check_header(const Funnel& funnel, const Started& header) {
  if (!is_hex(header.session, 32)) {
    return refuse(RefusalCode::malformed, {"The session id must be 32 lower-case hex digits."},
                  "/input/session");
  }
  if (!is_hex(header.random_seed, 32)) {
    return refuse(RefusalCode::malformed, {"The random seed must be 32 lower-case hex digits."},
                  "/input/random_seed");
  }
  if (header.rules != kRulesLevel) {
    return refuse(RefusalCode::wrong_rules, {"The log was made under another level of the rules."},
                  "/input/rules");
  }
  if (header.structure != funnel->structure) {
    return refuse(RefusalCode::wrong_structure, {"The log belongs to another funnel structure."},
                  "/input/structure");
  }
  const Content* content = find_content(*funnel, header.language);
  if (!content) {
    return refuse(RefusalCode::wrong_language,
                  {"The funnel has no content in the language ", header.language, "."},
                  "/input/language");
  }
  if (header.release != content->release) {
    return refuse(RefusalCode::wrong_release, {"The log belongs to another release."},
                  "/input/release");
  }
  const std::vector<Channel>& channels = funnel->channels;
  if (std::find(channels.begin(), channels.end(), header.channel) == channels.end()) {
    return refuse(RefusalCode::wrong_channel,
                  {"The funnel is not for the channel ", to_text(header.channel), "."},
                  "/input/channel");
  }
  if (!is_playable_on(*funnel, header.channel)) {
    return refuse(RefusalCode::wrong_channel,
                  {"The funnel has something that ", to_text(header.channel), " cannot show."},
                  "/input/channel");
  }
  return std::nullopt;
}

}  // namespace tundish
