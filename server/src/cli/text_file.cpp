#include "cli/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>
#include <iterator>

namespace tundish::cli {
namespace {

// More than any format takes: a reader says itself what it does not accept.
constexpr std::size_t kMaxBytes = 64 * 1024 * 1024;

std::optional<std::string> complain(const std::string& path, const char* reason) {
  std::cerr << path << ": " << reason << "\n";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> read_text(const std::string& path) {
  std::ifstream file;
  if (path != "-") {
    file.open(path, std::ios::binary);
    if (!file) return complain(path, std::strerror(errno));
  }
  std::istream& stream = path == "-" ? std::cin : file;
  std::string text;
  char block[16384];
  while (stream.read(block, sizeof block) || stream.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kMaxBytes) return complain(path, "The text is larger than 64 MiB.");
  }
  if (stream.bad() || !stream.eof()) return complain(path, "The file cannot be read.");
  return text;
}

}  // namespace tundish::cli
