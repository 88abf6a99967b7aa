#include "fuzz/check_release.hpp"

#include <algorithm>
#include <cstdio>
#include <string>

#include "fuzz/require.hpp"
#include "fuzz/text_seed.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish_full::fuzz {
std::string play_release(std::string_view text);
bool play_unproven(std::string_view text);
}  // namespace tundish_full::fuzz

namespace tundish_lean::fuzz {
std::string play_release(std::string_view text);
bool play_unproven(std::string_view text);
}  // namespace tundish_lean::fuzz

namespace tundish::fuzz {
namespace {

/// The text as a release is written: canonical, with one of its languages.
std::string as_release(std::string_view text) {
  Result<Value> value = parse_value(text);
  if (!value) return std::string(text);
  const Value* content = value->find("content");
  if (content && content->object().size() > 1) {
    const Value::Object& languages = content->object();
    const Value::Member one = languages[seed_of(text) % languages.size()];
    value->set("content", Value::Object{one});
  }
  return to_json(*value);
}

void tell_difference(const std::string& full, const std::string& lean) {
  const auto places = std::mismatch(full.begin(), full.end(), lean.begin(), lean.end());
  const auto at = static_cast<std::size_t>(places.first - full.begin());
  const std::size_t from = at > 200 ? at - 200 : 0;
  std::fprintf(stderr, "at %zu\nfull: …%.400s\nlean: …%.400s\n", at, full.c_str() + from,
               lean.c_str() + std::min(from, lean.size()));
}

}  // namespace

ReleaseVerdict check_release(std::string_view text) {
  ReleaseVerdict verdict;
  verdict.accepted = tundish_full::fuzz::play_unproven(text);
  tundish_lean::fuzz::play_unproven(text);
  std::string release = as_release(text);
  if (const Result<Funnel> funnel = parse_funnel(release); funnel && !(*funnel)->content.empty()) {
    const auto& contents = (*funnel)->content;
    release = release_json(*funnel, contents[seed_of(text) % contents.size()].language);
    verdict.published = true;
  }
  const std::string full = tundish_full::fuzz::play_release(release);
  const std::string lean = tundish_lean::fuzz::play_release(release);
  if (!verdict.published) return verdict;
  const bool is_left = lean == "refused needs_full_engine";
  verdict.lean = !is_left;
  require("the full engine plays what can be published", full.rfind("refused ", 0) != 0);
  if (full != lean && !is_left) tell_difference(full, lean);
  require("the lean engine plays as the full one or leaves it to that", full == lean || is_left);
  return verdict;
}

}  // namespace tundish::fuzz
