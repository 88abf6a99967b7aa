#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "handles.hpp"
#include "tundish/codec.hpp"
#include "tundish/release.hpp"

// What every function of the C interface works with.
namespace tundish::abi {

inline Handles handles;
inline std::string response;  ///< of the last call

inline std::string_view view_of(const char* text, std::uint32_t size) { return {text, size}; }

inline std::uint32_t refuse(const Diagnostics& diagnostics) {
  response = "{\"diagnostics\":" + to_json(diagnostics) + "}";
  return 0;
}

inline std::uint32_t refuse(const char* code, const char* sentence) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.sentence = sentence;
  Diagnostics one;
  one.push_back(std::move(diagnostic));
  return refuse(one);
}

inline std::uint32_t refuse_handle() {
  return refuse("unknown_handle", "There is nothing behind this handle.");
}

inline std::uint32_t keep_funnel(Result<Funnel> funnel) {
  if (!funnel) return refuse(funnel.error());
  response = description_json(*funnel);
  return handles.keep(std::move(*funnel));
}

}  // namespace tundish::abi
