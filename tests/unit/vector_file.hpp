#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "tundish/codec.hpp"

namespace tundish {

/// The JSON of `tests/vectors/<name>`; a failure of the running test when it cannot be read.
inline Value read_vectors(const std::string& name) {
  std::ifstream file(std::string(TUNDISH_SOURCE_DIR) + "/tests/vectors/" + name);
  EXPECT_TRUE(file) << name;
  std::ostringstream text;
  text << file.rdbuf();
  Result<Value> value = parse_value(text.str());
  EXPECT_TRUE(value) << name;
  return value ? *value : Value();
}

}  // namespace tundish
