#pragma once

#include <string>
#include <utility>

#include "tundish/diagnostic.hpp"

namespace tundish::service {

/// Something that is wrong with what somebody sent, at that pointer.
inline Diagnostic fault(std::string code, std::string pointer, std::string sentence) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.place.pointer = std::move(pointer);
  diagnostic.sentence = std::move(sentence);
  return diagnostic;
}

}  // namespace tundish::service
