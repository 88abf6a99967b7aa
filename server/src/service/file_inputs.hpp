#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"
#include "tundish/state.hpp"

namespace tundish::service {

/// What a funnel's inputs of one slug say about files, on all channels together.
struct FileRules {
  std::optional<std::int64_t> max_bytes;  ///< of one file; none: they do not say
  std::vector<std::string> media_types;   ///< none: any
  int max_files = 1;
};

/// Nothing when the funnel has no input of that slug which asks for a file.
std::optional<FileRules> find_file_rules(const Funnel& funnel, std::string_view slug);

/// Whether content that was seen to be of that type is what is asked for.
bool is_asked_for(const FileRules& rules, std::string_view seen);

/// A file as an answer tells of it.
struct NamedFile {
  std::string slug;
  std::string name;
  std::string media_type;
  std::int64_t size = 0;
  std::string sha256;  ///< empty: the device did not say
};

/// Those of all answers, whether they count or not.
std::vector<NamedFile> named_files(const Funnel& funnel, const State& state);

}  // namespace tundish::service
