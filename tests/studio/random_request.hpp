#pragma once

#include <random>
#include <string>
#include <utility>
#include <variant>

#include "document/request.hpp"

namespace tundish::studio {

/// An author who asks for anything that can be asked for: mostly what fits the document, now and
/// then what does not.
class Asker {
 public:
  explicit Asker(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return random_() % bound; }

  /// A request of any kind, as the page sends it.
  Json request(const Json& document);
  /// What hands do on the canvas: ways, jumps, notes.
  Command deed(const Json& document);

 private:
  Json layer_request(const Json& document, std::size_t choice);
  Json component_request(const Json& document, std::size_t choice);
  Json value_request(const Json& document, std::size_t choice);
  Json replaced(const Json& document);
  Json pasted(const Json& document);
  Json value(std::size_t depth = 3);
  std::string layer(const Json& document);
  std::string component(const Json& document, const std::string& layer);
  std::string name();
  std::string pointer(const Json& document);
  std::string beside(const Json& document);
  bool rarely() { return below(12) == 0; }

  std::mt19937 random_;
};

}  // namespace tundish::studio
