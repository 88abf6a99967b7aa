#include "edge/request_corpus.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace tundish::edge {
namespace {

std::string unescaped(const std::string& text);

void require(bool holds, const std::string& line) {
  if (!holds) throw std::runtime_error("requests.txt is malformed: " + line);
}

/// `TEXT*COUNT`
std::string repeated(const std::string& inner) {
  const std::size_t star = inner.rfind('*');
  require(star != inner.npos, inner);
  const std::string piece = unescaped(inner.substr(0, star));
  std::string result;
  for (int i = std::stoi(inner.substr(star + 1)); i > 0; --i) result += piece;
  return result;
}

std::string unescaped(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes += text[i];
      continue;
    }
    const char letter = text[++i];
    if (letter == 'x') {
      bytes += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
      i += 2;
    } else if (letter == '(') {
      const std::size_t end = text.find(')', i);
      bytes += repeated(text.substr(i + 1, end - i - 1));
      i = end;
    } else if (letter != 's') {
      constexpr std::string_view kLetters = "rnt0\\";
      const std::size_t at = kLetters.find(letter);
      require(at != kLetters.npos, text);
      bytes += std::string_view("\r\n\t\0\\", 5)[at];
    }
  }
  return bytes;
}

CorpusCase read_line(const std::string& line) {
  std::istringstream words(line);
  CorpusCase item;
  std::string verdict;
  words >> item.name >> verdict;
  if (verdict == "ok") {
    words >> item.requests;
    const std::streampos here = words.tellg();
    words >> item.status;
    if (words.fail()) {  // it was no number but the bytes
      words.clear();
      words.seekg(here);
      item.status = 0;
    }
  } else if (verdict == "open") {
    item.is_open = true;
  } else {
    item.status = std::stoi(verdict);
  }
  std::string bytes;
  std::getline(words, bytes);
  // One case begins with a blank: two more stand before the bytes of every other one.
  const std::size_t begin = bytes.find_first_not_of(' ');
  require(begin != bytes.npos, line);
  item.bytes = unescaped(bytes.substr(item.name == "blank_first" ? begin - 1 : begin));
  return item;
}

}  // namespace

std::vector<CorpusCase> read_corpus() {
  std::ifstream file(TUNDISH_SOURCE_DIR "/tests/edge/requests.txt");
  std::vector<CorpusCase> cases;
  std::string line;
  while (std::getline(file, line)) {
    if (!line.empty() && line.front() != '#') cases.push_back(read_line(line));
  }
  return cases;
}

http::FramerLimits corpus_limits() {
  http::FramerLimits limits;
  limits.target = 64;
  limits.head = 512;
  limits.headers = 8;
  limits.body = 100;
  limits.body_of_route = [](http::Method, std::string_view path) {
    return path == "/large" ? std::size_t{100} : std::size_t{50};
  };
  return limits;
}

}  // namespace tundish::edge
