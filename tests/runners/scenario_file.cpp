#include "runners/scenario_file.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "tundish/codec.hpp"
#include "tundish/release.hpp"

namespace tundish::scenario {
namespace {

const std::filesystem::path& folder() {
  static const std::filesystem::path path =
      std::filesystem::path(TUNDISH_SOURCE_DIR) / "tests" / "scenarios";
  return path;
}

std::string text_of(const std::filesystem::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) ADD_FAILURE() << "cannot read " << path;
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

std::string text_or(const Value& object, const char* name, std::string_view otherwise) {
  const Value* member = object.find(name);
  return member ? member->text() : std::string(otherwise);
}

std::string uid_of(const File& file, std::int64_t number) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%08llx", static_cast<unsigned long long>(number));
  return session_of(file).substr(0, 24) + digits;
}

/// `<gesture>-<ordinal>` as the key that the effect really has; anything else as it is.
std::string effect_key(const File& file, const std::string& text) {
  constexpr std::size_t kMostDigits = 8;
  const std::size_t hyphen = text.find('-');
  if (hyphen == text.npos || hyphen > kMostDigits) return text;
  return uid_of(file, std::stoll(text.substr(0, hyphen))) + text.substr(hyphen);
}

}  // namespace

std::vector<std::filesystem::path> find_files() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

File read(const std::filesystem::path& path) {
  File file;
  file.path = path;
  file.name = path.lexically_relative(folder()).generic_string();
  file.text = text_of(path);
  Result<Value> content = parse_value(file.text);
  if (!content) {
    ADD_FAILURE() << file.name << " is not JSON: " << to_json(content.error());
    return file;
  }
  file.content = *content;
  if (const Value* definition = file.content.find("definition")) {
    file.definition = to_json(*definition);
  } else {
    file.definition = text_of(path.parent_path() / text_or(file.content, "file", ""));
  }
  return file;
}

std::string session_of(const File& file) {
  const std::string secret = sha256_hex("tundish:scenario:" + file.name);
  return sha256_hex(secret).substr(0, 32);
}

Value started_input(const File& file, const Funnel& funnel) {
  const std::string language = text_or(file.content, "language", funnel->default_language);
  Value input;
  input.set("session", session_of(file));
  input.set("release", release_hash(funnel, language));
  input.set("structure", structure_hash(funnel));
  input.set("rules", kRulesLevel);
  input.set("random_seed",
            text_or(file.content, "random_seed", "000102030405060708090a0b0c0d0e0f"));
  input.set("language", language);
  input.set("channel", text_or(file.content, "channel", to_text(funnel->channel)));
  const Value* start = file.content.find("start");
  const Value* set = start ? start->find("set") : nullptr;
  if (set) {
    for (const Value::Member& member : set->object()) input.set(member.name, member.value);
  }
  return input;
}

std::string gesture_of(const Value& step) {
  std::string found;
  for (const Value::Member& member : step.object()) {
    EventKind kind = EventKind::started;
    if (!from_text(member.name, kind)) continue;
    if (!found.empty()) return "";
    found = member.name;
  }
  return found;
}

GivenGesture gesture_in(const Value& step, const std::string& kind, const Session& session) {
  GivenGesture gesture;
  gesture.kind = kind;
  const Value* input = step.find(kind);
  if (input) gesture.input = *input;
  if (kind == "language_changed" && !gesture.input.find("release")) {
    const std::string language = text_or(gesture.input, "language", "");
    gesture.input.set("release", release_hash(session.funnel, language));
  }
  if (kind == "channel_changed" && !gesture.input.find("release")) {
    gesture.input.set("release", session.state.header.release);
  }
  gesture.lane = text_or(step, "lane", "");
  if (const Value* seen = step.find("s_seen")) gesture.s_seen = *seen;
  return gesture;
}

std::string gesture_text(const File& file, const GivenGesture& given) {
  const auto milliseconds = static_cast<double>(given.number * 1000 + given.late_ms);
  Value input = given.input;
  if (const Value* effect = input.find("effect")) {
    input.set("effect", effect_key(file, effect->text()));
  }
  Value gesture;
  gesture.set("uid", uid_of(file, given.number));
  gesture.set("t_mono", milliseconds);
  gesture.set("t_wall", 1760000000000.0 + milliseconds);
  gesture.set("kind", given.kind);
  if (!given.lane.empty()) gesture.set("lane", given.lane);
  if (!given.s_seen.is_null()) gesture.set("s_seen", given.s_seen);
  if (!input.object().empty()) gesture.set("input", input);
  return to_json(gesture);
}

}  // namespace tundish::scenario
