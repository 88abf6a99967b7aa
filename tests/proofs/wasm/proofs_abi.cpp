// The full JSON front, Mustache and JsonLogic as WebAssembly: three questions, asked like the
// player's engine is.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "proofs/json_verdict.hpp"
#include "proofs/logic_verdict.hpp"
#include "proofs/template_verdict.hpp"

namespace {

std::string response;

}  // namespace

extern "C" {

char* tundish_alloc(std::uint32_t size) { return static_cast<char*>(std::malloc(size)); }

void tundish_free(char* memory) { std::free(memory); }

const char* tundish_response() { return response.data(); }

std::uint32_t tundish_response_size() { return static_cast<std::uint32_t>(response.size()); }

std::uint32_t tundish_json_verdict(const char* text, std::uint32_t size) {
  response = tundish::proofs::json_verdict({text, size});
  return 1;
}

std::uint32_t tundish_logic_verdict(const char* text, std::uint32_t size) {
  response = tundish::proofs::logic_verdict({text, size});
  return 1;
}

std::uint32_t tundish_template_verdict(const char* text, std::uint32_t size) {
  response = tundish::proofs::template_verdict({text, size});
  return 1;
}

}  // extern "C"
