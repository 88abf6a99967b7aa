// The native side of the JSON proofs: texts come in on the standard input, each behind its length
// (a line of digits); a line goes out for each.
#include <cstddef>
#include <iostream>
#include <string>

#include "proofs/json_verdict.hpp"

int main() {
  std::string digits;
  while (std::getline(std::cin, digits)) {
    std::string text(static_cast<std::size_t>(std::stoul(digits)), '\0');
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (!std::cin) return 1;
    std::cout << tundish::proofs::json_verdict(text) << '\n';
  }
  return 0;
}
