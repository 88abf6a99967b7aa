#include <algorithm>

#include "proofs/tampering.hpp"
#include "tundish/codec.hpp"

namespace tundish::proofs {

namespace {

char random_byte(Random& random) {
  constexpr std::string_view kLikely = "0123456789abcdef\"{}[],:.-eE \\ntrue";
  return random.one_in(3) ? static_cast<char>(random.below(256))
                          : kLikely[random.below(kLikely.size())];
}

/// The place of a digit, at or behind a place by chance.
std::size_t some_digit(const std::string& text, Random& random) {
  const std::size_t found = text.find_first_of("0123456789", random.below(text.size()));
  return found == std::string::npos ? text.find_first_of("0123456789") : found;
}

void space(std::string& text, Random& random) {
  while (random.one_in(4)) text += " \t\r\n"[random.below(4)];
}

std::string digits_respelled(const std::string& canonical, Random& random) {
  const bool plain = canonical != "0" && canonical.find_first_of(".e") == std::string::npos;
  if (!plain) return canonical;
  switch (random.below(5)) {
    case 0:
      return canonical + ".0";
    case 1:
      return canonical + "E0";
    case 2:
      return canonical + "0e-1";
    case 3:
      return canonical + ".000e+00";
    default:
      return canonical;
  }
}

std::string quoted(const std::string& text, Random& random) {
  const std::string canonical = to_json(Value(text));
  std::string spelled;
  for (std::size_t at = 0; at < canonical.size(); ++at) {
    const char c = canonical[at];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/';
    if (c == '\\') {  // an escape stays whole
      const std::size_t size = canonical[at + 1] == 'u' ? 6 : 2;
      spelled += canonical.substr(at, size);
      at += size - 1;
    } else if (letter && random.one_in(12)) {
      constexpr std::string_view kDigits = "0123456789abcdef";
      spelled += "\\u00";
      spelled += kDigits[static_cast<unsigned char>(c) / 16];
      spelled += kDigits[static_cast<unsigned char>(c) % 16];
    } else {
      spelled += c;
    }
  }
  return spelled;
}

void respell(const Value& value, Random& random, std::string& text);

void respell_object(const Value::Object& object, Random& random, std::string& text) {
  std::vector<std::size_t> order(object.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random.below(i)]);
  text += '{';
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0) text += ',';
    space(text, random);
    text += quoted(object[order[i]].name, random);
    space(text, random);
    text += ':';
    respell(object[order[i]].value, random, text);
  }
  text += '}';
}

void respell(const Value& value, Random& random, std::string& text) {
  space(text, random);
  if (value.is_object()) {
    respell_object(value.object(), random, text);
  } else if (value.is_list()) {
    text += '[';
    for (std::size_t i = 0; i < value.list().size(); ++i) {
      if (i > 0) text += ',';
      respell(value.list()[i], random, text);
    }
    text += ']';
  } else if (value.is_number()) {
    text += digits_respelled(to_json(value), random);
  } else {
    text += value.is_text() ? quoted(value.text(), random) : to_json(value);
  }
  space(text, random);
}

}  // namespace

TamperedText tampered_text(const HonestLog& log, const HonestLog& other, Random& random) {
  std::string text = log_text(log.events);
  const std::size_t at = random.below(text.size());
  switch (random.below(10)) {
    case 8: {
      // As many as a number that is read too narrowly would lose.
      constexpr std::string_view kRules = "\"rules\":1";
      constexpr std::string_view kWrapped[] = {"257", "65537", "4294967297", "-4294967295"};
      const std::size_t rules = text.find(kRules);
      text.replace(rules + kRules.size() - 1, 1, kWrapped[random.below(4)]);
      return {"number that would wrap round", text};
    }
    case 0:
      text[at] = static_cast<char>(text[at] ^ (1 << random.below(8)));
      return {"bit flipped", text};
    case 1:
      text[at] = random_byte(random);
      return {"byte changed", text};
    case 2:
      text.insert(at, 1, random_byte(random));
      return {"byte put in", text};
    case 3:
      text.erase(at, 1 + random.below(4));
      return {"bytes left out", text};
    case 4:
      std::swap(text[at], text[random.below(text.size())]);
      return {"bytes exchanged", text};
    case 5:
      text.insert(at, text.substr(random.below(text.size()), 1 + random.below(40)));
      return {"bytes doubled", text};
    case 6:
      text.resize(at);
      return {"text cut off", text};
    case 7: {
      const std::string second = log_text(other.events);
      text.resize(at);
      return {"two texts spliced", text + second.substr(random.below(second.size()))};
    }
    default: {
      char& digit = text[some_digit(text, random)];
      digit = digit == '9' ? '0' : static_cast<char>(digit + 1);
      return {"digit changed", text};
    }
  }
}

std::string respelled(const HonestLog& log, Random& random) {
  const Result<Value> value = parse_value(log_text(log.events));
  std::string text;
  if (value) respell(*value, random, text);
  return text;
}

}  // namespace tundish::proofs
