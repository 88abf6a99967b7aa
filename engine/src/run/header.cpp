#include "run/header.hpp"

#include <algorithm>

#include "run/spoken.hpp"
#include "tundish/channels.hpp"

namespace tundish {

namespace {

bool is_hex(const std::string& text, std::size_t digits) {
  return text.size() == digits && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace

Refusal check_language(const Funnel& funnel, const std::string& language,
                       const std::string& release) {
  const Content* content = find_content(*funnel, language, release);
  if (!content) {
    return refuse(RefusalCode::wrong_language,
                  {"The funnel has no content in the language ", language, "."}, "/input/language");
  }
  if (release == content->release) return std::nullopt;
  return refuse(RefusalCode::wrong_release, {"The log belongs to another release."},
                "/input/release");
}

Refusal check_channel(const Funnel& funnel, Channel channel) {
  const std::vector<Channel>& channels = funnel->channels;
  if (std::find(channels.begin(), channels.end(), channel) == channels.end()) {
    return refuse(RefusalCode::wrong_channel,
                  {"The funnel is not for the channel ", to_text(channel), "."}, "/input/channel");
  }
  if (is_playable_on(*funnel, channel)) return std::nullopt;
  return refuse(RefusalCode::wrong_channel,
                {"The funnel has something that ", to_text(channel), " cannot show."},
                "/input/channel");
}

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
  if (Refusal refusal = check_language(funnel, header.language, header.release)) return refusal;
  return check_channel(funnel, header.channel);
}

}  // namespace tundish
