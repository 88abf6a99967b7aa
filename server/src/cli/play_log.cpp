#include "cli/play_log.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

#include "cli/text_file.hpp"

namespace tundish::cli {

KeptLog read_log(const std::string& file) {
  std::error_code error;
  if (file.empty() || !std::filesystem::exists(file, error)) return {};
  const std::optional<std::string> text = read_text(file);
  return {text.has_value(), text.value_or("")};
}

bool save_log(const std::string& file, const std::vector<Event>& log) {
  if (file.empty()) return true;
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  for (std::size_t i = 0; i < log.size(); ++i) {
    stream << (i == 0 ? "[" : ",\n ") << to_json(log[i]);
  }
  stream << "]\n" << std::flush;
  if (!stream) std::cerr << file << ": The log cannot be written.\n";
  return stream.good();
}

}  // namespace tundish::cli
