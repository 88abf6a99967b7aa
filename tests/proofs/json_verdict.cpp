#include "proofs/json_verdict.hpp"

#include "tundish/codec.hpp"

namespace tundish::proofs {

std::string json_verdict(std::string_view text) {
  const Result<Value> value = parse_value(text);
  Value verdict;
  if (value) {
    verdict.set("accepted", to_json(*value));
  } else {
    verdict.set("refused", to_json(value.error()));
  }
  return to_json(verdict);
}

}  // namespace tundish::proofs
