#include "fuzz/fuzzed_funnels.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "fuzz/require.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "unit/random_play.hpp"

namespace tundish::fuzz {
namespace {

namespace fs = std::filesystem;

/// The texts of the JSON files below a folder, in the order of their names.
std::vector<std::string> texts_below(const char* folder) {
  std::vector<fs::path> paths;
  for (const auto& entry :
       fs::recursive_directory_iterator(fs::path(TUNDISH_SOURCE_DIR) / folder)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (const fs::path& path : paths) {
    std::ifstream stream(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  return texts;
}

/// Adds the funnel that the text is, when it can be played and is a new one.
void add(std::vector<Funnel>& all, std::set<std::string>& known, const std::string& text) {
  const Result<Funnel> funnel = parse_funnel(text);
  if (!funnel || testing::playable_channels(*funnel).empty()) return;
  if (known.insert((*funnel)->structure).second) all.push_back(*funnel);
}

}  // namespace

const std::vector<Funnel>& fuzzed_funnels() {
  static const std::vector<Funnel> kAll = [] {
    std::vector<Funnel> all;
    std::set<std::string> known;
    for (const char* folder :
         {"tests/definitions/valid", "tests/definitions/format", "server/demos/funnels"}) {
      for (const std::string& text : texts_below(folder)) add(all, known, text);
    }
    for (const std::string& text : texts_below("tests/scenarios")) {
      const Result<Value> scenario = parse_value(text);
      const Value* definition = scenario ? scenario->find("definition") : nullptr;
      if (definition) add(all, known, to_json(*definition));
    }
    require("there are funnels to play", all.size() > 100);
    return all;
  }();
  return kAll;
}

}  // namespace tundish::fuzz
