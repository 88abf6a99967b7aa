#pragma once

#include <string_view>

namespace tundish {

/// What yes and no are called where the engine has to write them itself.
struct YesNo {
  std::string_view yes, no;
};

/// In that language, when it is one of the ten that the player speaks; else in English.
YesNo yes_no(std::string_view language);

}  // namespace tundish
