#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/request.hpp"

namespace tundish::http {

/// What the `{names}` of a pattern stood for in a path, decoded.
struct Parameter {
  std::string name;
  std::string value;
};
using Parameters = std::vector<Parameter>;
/// The value of that name; empty when the pattern has none.
const std::string& parameter(const Parameters& parameters, std::string_view name);

/// The parts of a path or pattern between its slashes. They lie in one text.
using Segments = std::vector<std::string_view>;
Segments split_path(std::string_view path);

/// The parameters of a path that fits a pattern; nothing when one of them is malformed.
std::optional<Parameters> parameters_of(std::string_view pattern, const Segments& path);
/// The names in a pattern, in its order.
std::vector<std::string> parameter_names(std::string_view pattern);

/// Finds the route of a method and path among many, in time that does not grow with their number.
/// In a pattern `{name}` takes one segment that is not empty, and `{name*}` as the last one all
/// that follow. A word goes before a name, and a name before a rest.
class PathTree {
 public:
  PathTree();
  ~PathTree();
  PathTree(PathTree&&) noexcept;
  PathTree& operator=(PathTree&&) noexcept;

  /// Routes have numbers from 0 in the order in which they are added. Throws `std::logic_error`
  /// when there is one of that method and pattern.
  void add(Method method, std::string_view pattern);

  struct Found {
    std::optional<std::size_t> route;
    std::vector<Method> methods;  ///< when there is none: what else the address takes
  };
  /// HEAD is not looked for: ask for GET.
  Found find(Method method, const Segments& path) const;

 private:
  struct Node;
  struct Search;

  std::unique_ptr<Node> root_;
  std::size_t size_ = 0;
};

}  // namespace tundish::http
