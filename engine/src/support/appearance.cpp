#include "support/appearance.hpp"

namespace tundish {

InputAppearance default_appearance(InputType input_type) {
  switch (input_type) {
    case InputType::text:
      break;
    case InputType::numeric:
      return InputAppearance::number;
    case InputType::boolean:
      return InputAppearance::checkbox;
    case InputType::choice:
      return InputAppearance::list;
    case InputType::matrix:
      return InputAppearance::single;
    case InputType::datetime:
      return InputAppearance::date;
    case InputType::location:
      return InputAppearance::default_;
    case InputType::file:
      return InputAppearance::file;
  }
  return InputAppearance::short_;
}

}  // namespace tundish
