#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "document/history.hpp"

namespace tundish::studio {

/// A command in the making: each change is done to a copy at once, so that the next one sees it,
/// and is noted as an edit. The first change that does not fit is why the whole command does not.
class Draft {
 public:
  explicit Draft(Json document) : document_(std::move(document)) {}

  /// As it is with the changes so far.
  const Json& document() const { return document_; }

  bool has(const std::string& pointer) const;

  /// Changes the value there; what is not there yet comes behind what stands beside it. The holder
  /// must be there.
  void set(const std::string& pointer, Json value);
  /// Makes the objects that a place is in, as far as they are not there; false when something else
  /// stands in the way.
  bool hold(const std::string& pointer);
  /// Puts an item before the one that has the pointer's number now, or last; false, and nothing is
  /// done, when there is no such place.
  bool insert(const std::string& pointer, Json item);
  /// Takes it away; nothing where it is not there.
  void erase(const std::string& pointer);
  /// Gives members, by their pointers, other names in the same places. What has such a name already
  /// gives way.
  void rename(const std::vector<std::pair<std::string, std::string>>& names);

  Command command(std::string name, std::string merge = {}) &&;

 private:
  bool note(Edit edit);

  Json document_;
  std::vector<Edit> edits_;
  std::optional<Misfit> misfit_;
};

}  // namespace tundish::studio
