#include "service/protection.hpp"

#include <algorithm>

#include "store/records.hpp"
#include "store/suspicions.hpp"
#include "tundish/codec.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kMostDigits = 16;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int value_of(char hex) { return hex <= '9' ? hex - '0' : hex - 'a' + 10; }

int leading_zero_bits(std::string_view hex) {
  const std::size_t zeros = std::min(hex.find_first_not_of('0'), hex.size());
  int bits = static_cast<int>(zeros) * 4;
  if (zeros == hex.size()) return bits;
  for (int bit = 8; (value_of(hex[zeros]) & bit) == 0; bit /= 2) ++bits;
  return bits;
}

void mark(store::Writer& writer, const std::string& session, const char* sign,
          std::int64_t now_ms) {
  if (store::find<store::Suspicion>(writer, session, sign)) return;
  store::put(writer, store::Suspicion{session, sign, now_ms});
}

}  // namespace

bool proves_work(std::string_view session, std::string_view number, int bits) {
  if (bits <= 0) return true;
  if (number.empty() || number.size() > kMostDigits) return false;
  if (!std::all_of(number.begin(), number.end(), is_digit)) return false;
  std::string text = "tundish:work:1\n";
  text.append(session).append("\n").append(number);
  return leading_zero_bits(sha256_hex(text)) >= bits;
}

void keep_suspicions(store::Writer& writer, const Funnel& funnel, const store::Session& session,
                     const State& state, const Signs& signs, std::int64_t now_ms) {
  const Protection& protection = funnel->config.protection;
  if (protection.honeypot && signs.is_trapped) mark(writer, session.session, "trap", now_ms);
  const bool was_completed = session.status == to_text(SessionStatus::completed);
  const bool is_completed = state.status == SessionStatus::completed && !was_completed;
  const std::int64_t least_ms = std::int64_t{protection.min_seconds} * 1000;
  if (is_completed && state.last_at_ms - state.started_at_ms < least_ms) {
    mark(writer, session.session, "too_fast", now_ms);
  }
}

std::vector<std::string> suspicions_of(store::Reader& reader, const std::string& session) {
  std::vector<std::string> signs;
  store::each<store::Suspicion>(
      reader, store::by_key().equal(session),
      [&signs](const store::Suspicion& one) { signs.push_back(one.sign); });
  return signs;
}

}  // namespace tundish::service
