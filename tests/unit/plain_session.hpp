#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/session.hpp"

namespace tundish::testing {

/// Something that a visitor does, told apart from others by the last digit of its uid.
inline Gesture gesture_of(EventInput input, char digit = '0') {
  Gesture made;
  made.input = std::move(input);
  made.uid = std::string(31, '0') + digit;
  return made;
}

/// The header of a session in the funnel's default language, where nothing is recorded.
inline Started header_of(const Funnel& funnel) {
  Started header;
  header.session = std::string(32, 'a');
  header.random_seed = std::string(32, 'b');
  header.structure = funnel->structure;
  header.language = funnel->default_language;
  header.release = funnel->content.front().release;
  return header;
}

/// A session of a definition, which must be valid; its header is still to be played.
inline Session session_of(std::string_view definition) {
  Result<Funnel> funnel = parse_funnel(definition);
  if (!funnel) throw std::invalid_argument(to_json(funnel.error()));
  return Session{*funnel, {}, {}};
}

}  // namespace tundish::testing
