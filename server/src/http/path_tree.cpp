#include "http/path_tree.hpp"

#include <algorithm>
#include <stdexcept>

namespace tundish::http {
namespace {

constexpr std::size_t kMethods = static_cast<std::size_t>(Method::options) + 1;

bool is_name(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool takes_rest(std::string_view segment) {
  return is_name(segment) && segment[segment.size() - 2] == '*';
}

/// The name in `{name}` or `{name*}`.
std::string name_of(std::string_view segment) {
  return std::string(segment.substr(1, segment.size() - (takes_rest(segment) ? 3 : 2)));
}

/// From that segment to the path's end.
std::string_view rest_from(const Segments& path, std::size_t index) {
  const char* begin = path[index].data();
  const char* end = path.back().data() + path.back().size();
  return std::string_view(begin, static_cast<std::size_t>(end - begin));
}

}  // namespace

const std::string& parameter(const Parameters& parameters, std::string_view name) {
  static const std::string kNone;
  for (const Parameter& candidate : parameters) {
    if (candidate.name == name) return candidate.value;
  }
  return kNone;
}

Segments split_path(std::string_view path) {
  constexpr std::size_t kUsualDepth = 8;
  Segments segments;
  segments.reserve(kUsualDepth);
  if (!path.empty() && path.front() == '/') path.remove_prefix(1);
  while (true) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

std::optional<Parameters> parameters_of(std::string_view pattern, const Segments& path) {
  Parameters found;
  if (pattern.find('{') == pattern.npos) return found;
  const Segments segments = split_path(pattern);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    if (!is_name(segments[i])) continue;
    const std::string_view text = takes_rest(segments[i]) ? rest_from(path, i) : path[i];
    std::optional<std::string> value = percent_decoded(text);
    if (!value) return std::nullopt;
    found.push_back(Parameter{name_of(segments[i]), std::move(*value)});
  }
  return found;
}

std::vector<std::string> parameter_names(std::string_view pattern) {
  std::vector<std::string> names;
  for (const std::string_view segment : split_path(pattern)) {
    if (is_name(segment)) names.push_back(name_of(segment));
  }
  return names;
}

struct PathTree::Node {
  Node() { routes.fill(kNone); }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::vector<std::pair<std::string, std::unique_ptr<Node>>> words;  ///< sorted
  std::unique_ptr<Node> name;
  std::unique_ptr<Node> rest;
  std::array<std::size_t, kMethods> routes{};  ///< that end here, by method

  Node& child(std::string_view segment) {
    if (takes_rest(segment)) return made(rest);
    if (is_name(segment)) return made(name);
    const auto place =
        std::lower_bound(words.begin(), words.end(), segment,
                         [](const auto& item, std::string_view word) { return item.first < word; });
    if (place != words.end() && place->first == segment) return *place->second;
    return *words.insert(place, std::make_pair(std::string(segment), std::make_unique<Node>()))
                ->second;
  }

  const Node* find_word(std::string_view segment) const {
    const auto place =
        std::lower_bound(words.begin(), words.end(), segment,
                         [](const auto& item, std::string_view word) { return item.first < word; });
    return place != words.end() && place->first == segment ? place->second.get() : nullptr;
  }

 private:
  static Node& made(std::unique_ptr<Node>& node) {
    if (!node) node = std::make_unique<Node>();
    return *node;
  }
};

/// One search: goes on past addresses that do not take the method, and notes what they take.
struct PathTree::Search {
  const Segments& path;
  std::size_t method;
  Found found{};

  bool ends(const Node& node) {
    if (node.routes[method] != Node::kNone) {
      found.route = node.routes[method];
      return true;
    }
    for (std::size_t i = 0; i < kMethods; ++i) {
      if (node.routes[i] != Node::kNone) found.methods.push_back(static_cast<Method>(i));
    }
    return false;
  }

  bool walk(const Node& node, std::size_t index) {
    if (index == path.size()) return ends(node);
    const Node* word = node.find_word(path[index]);
    if (word != nullptr && walk(*word, index + 1)) return true;
    if (node.name && !path[index].empty() && walk(*node.name, index + 1)) return true;
    return node.rest && !rest_from(path, index).empty() && ends(*node.rest);
  }
};

PathTree::PathTree() : root_(std::make_unique<Node>()) {}
PathTree::~PathTree() = default;
PathTree::PathTree(PathTree&&) noexcept = default;
PathTree& PathTree::operator=(PathTree&&) noexcept = default;

void PathTree::add(Method method, std::string_view pattern) {
  Node* node = root_.get();
  for (const std::string_view segment : split_path(pattern)) node = &node->child(segment);
  std::size_t& route = node->routes[static_cast<std::size_t>(method)];
  if (route != Node::kNone) {
    throw std::logic_error("two routes are " + std::string(to_text(method)) + ' ' +
                           std::string(pattern));
  }
  route = size_++;
}

PathTree::Found PathTree::find(Method method, const Segments& path) const {
  Search search{path, static_cast<std::size_t>(method)};
  search.walk(*root_, 0);
  return std::move(search.found);
}

}  // namespace tundish::http
