#include "run/refusal.hpp"

#include "support/join.hpp"

namespace tundish {

Refusal refuse(RefusalCode code, std::initializer_list<std::string_view> sentence,
               std::string_view pointer) {
  Refused refused;
  refused.code = code;
  refused.sentence = tundish::sentence(sentence);
  refused.pointer = pointer;
  return refused;
}

}  // namespace tundish
