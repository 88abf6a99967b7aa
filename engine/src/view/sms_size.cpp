#include <algorithm>
#include <iterator>

#include "support/utf8.hpp"
#include "tundish/sms.hpp"

namespace tundish {

namespace {

// GSM 03.38, what is in it besides ASCII; sorted.
constexpr char32_t kBeyondAscii[] = {U'¡', U'£', U'¤', U'¥', U'§', U'¿', U'Ä', U'Å', U'Æ', U'Ç',
                                     U'É', U'Ñ', U'Ö', U'Ø', U'Ü', U'ß', U'à', U'ä', U'å', U'æ',
                                     U'è', U'é', U'ì', U'ñ', U'ò', U'ö', U'ø', U'ù', U'ü', U'Γ',
                                     U'Δ', U'Θ', U'Λ', U'Ξ', U'Π', U'Σ', U'Φ', U'Ψ', U'Ω'};

/// 0: not in the alphabet. 2: behind the escape.
std::size_t septets(char32_t code) {
  if (code == U'€' || code == U'\f') return 2;
  if (code == U'\n' || code == U'\r') return 1;
  if (code >= 0x20 && code < 0x7F) {
    if (code == U'`') return 0;
    const bool escaped = code == U'^' || code == U'~' || code == U'\\' || code == U'|' ||
                         code == U'{' || code == U'}' || code == U'[' || code == U']';
    return escaped ? 2 : 1;
  }
  const bool known = std::binary_search(std::begin(kBeyondAscii), std::end(kBeyondAscii), code);
  return known ? 1 : 0;
}

std::size_t wide_units(char32_t code) { return code > 0xFFFF ? 2 : 1; }

/// Calls `visit` with every character; invalid bytes are passed over.
template <class Visit>
void each_character(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const utf8::CodePoint point = utf8::decode(text, at);
    if (point.size > 0) visit(point.code);
    at += std::max<std::size_t>(point.size, 1);
  }
}

/// Fills segments with characters of `width(code)` units, none of which is split.
template <class Width>
SmsSize fill(std::string_view text, SmsEncoding encoding, std::size_t alone, std::size_t each,
             Width width) {
  SmsSize size;
  size.encoding = encoding;
  std::size_t room = 0;
  std::size_t segments = 0;
  each_character(text, [&](char32_t code) {
    const std::size_t units = width(code);
    size.units += units;
    if (units > room) {
      ++segments;
      room = each;
    }
    room -= units;
  });
  size.segments = size.units == 0 ? 0 : size.units <= alone ? 1 : segments;
  return size;
}

}  // namespace

SmsSize measure_sms(std::string_view text) {
  bool plain = true;
  each_character(text, [&plain](char32_t code) { plain = plain && septets(code) > 0; });
  return plain ? fill(text, SmsEncoding::gsm7, 160, 153, septets)
               : fill(text, SmsEncoding::ucs2, 70, 67, wide_units);
}

}  // namespace tundish
