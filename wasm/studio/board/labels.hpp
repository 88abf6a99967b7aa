#pragma once

#include <string>

#include "board/figure.hpp"
#include "document/edit.hpp"

namespace tundish::studio::board {

/// The texts of a definition in one language.
class Texts {
 public:
  Texts(const Json& definition, const std::string& language);

  /// What the layer is called: its title, else its id.
  std::string title_of(const Json& layer) const;
  /// What the component says or asks, in one line; else its slug, else its id.
  std::string label_of(const Json& layer, const Json& component) const;

 private:
  std::string find(const std::string& name) const;

  const Json* shown_ = nullptr;
  const Json* usual_ = nullptr;
};

Sign sign_of(const Json& component);

/// Conditions in the fewest words: "age > 17, place = house".
std::string told(const Json& conditions);

/// A jump: its conditions, or its variant and share.
std::string told_jump(const Json& jump, const std::string& variant);

/// Of an action: what it does.
Row row_of_action(const Json& action);

}  // namespace tundish::studio::board
