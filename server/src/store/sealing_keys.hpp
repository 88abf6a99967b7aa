#pragma once

#include <string>

namespace tundish::store {

/// By what a key is known again that is not in the database.
struct SealingKey {
  std::string name;
  std::string mark;  ///< made of it by a function that nobody can turn around
  bool operator==(const SealingKey&) const = default;

  template <class Io, class It>
  static void fields(Io& io, It& it) {
    io.table("sealing_keys");
    io.key("name", it.name);
    io.column("mark", it.mark);
  }
};

}  // namespace tundish::store
