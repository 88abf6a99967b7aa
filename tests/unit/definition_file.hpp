#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace tundish {

/// A file below `tests/definitions`.
inline std::filesystem::path definitions(const std::string& name) {
  return std::filesystem::path(TUNDISH_SOURCE_DIR) / "tests/definitions" / name;
}

/// The names, without `.json`, of the definitions in a folder; not those of expected findings.
inline std::vector<std::string> definition_names(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(definitions(folder))) {
    const std::filesystem::path& path = entry.path();
    const bool is_definition =
        path.extension() == ".json" && path.stem().extension() != ".expected";
    if (is_definition) names.push_back(path.stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

inline std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace tundish
