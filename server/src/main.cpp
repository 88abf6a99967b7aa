#include <cstdio>

#include "tundish/version.hpp"

int main() {
  std::printf("tundish %s\n", tundish::engine_version().data());
  return 0;
}
