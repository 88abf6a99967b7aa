#include "parse/text_rule.hpp"

#include <algorithm>
#include <cstddef>

#include "expression/iso_date.hpp"

namespace tundish {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }
bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

template <class Predicate>
bool all_of(std::string_view text, Predicate predicate) {
  return std::all_of(text.begin(), text.end(), predicate);
}

bool is_one_of(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

bool starts_with_any_case(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const char c = text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i]) return false;
  }
  return true;
}

bool is_id(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ') return false;
  return all_of(text, [](char c) { return is_name(c) || c == ' ' || is_beyond_ascii(c); });
}

bool is_language(std::string_view text) {
  std::size_t part = 0;
  for (std::size_t begin = 0; begin <= text.size(); ++part) {
    const std::size_t end = std::min(text.find('-', begin), text.size());
    const std::string_view tag = text.substr(begin, end - begin);
    if (tag.size() < (part == 0 ? 2u : 1u) || tag.size() > 8) return false;
    const bool fits = part == 0 ? all_of(tag, is_letter)
                                : all_of(tag, [](char c) { return is_letter(c) || is_digit(c); });
    if (!fits) return false;
    begin = end + 1;
  }
  return true;
}

bool is_color(std::string_view text) {
  const std::size_t digits = text.empty() ? 0 : text.size() - 1;
  const bool fits = digits == 3 || digits == 4 || digits == 6 || digits == 8;
  return fits && text[0] == '#' && all_of(text.substr(1), is_hex);
}

// No script and no attribute can hide in what passes: an image is all that such an address shows.
bool is_url(std::string_view text) {
  for (const char c : text) {
    if (is_control(c) || is_one_of(c, " \"'`<>\\")) return false;
  }
  if (starts_with_any_case(text, "http://") || starts_with_any_case(text, "https://")) {
    return text.find("//") + 2 < text.size();
  }
  if (starts_with_any_case(text, "data:image/")) return true;
  return text.find(':') >= text.find_first_of("/?#");
}

bool is_media_type(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return false;
  const auto is_token = [](std::string_view token) {
    const auto fits = [](char c) {
      return (c >= 'a' && c <= 'z') || is_digit(c) || is_one_of(c, "!#$&^_.+-");
    };
    return !token.empty() && all_of(token, fits) && !is_one_of(token.front(), "!#$&^_.+-");
  };
  const std::string_view subtype = text.substr(slash + 1);
  return is_token(text.substr(0, slash)) && (subtype == "*" || is_token(subtype));
}

bool is_digits(std::string_view text) { return !text.empty() && all_of(text, is_digit); }

bool is_attribute(std::string_view text) {
  return !text.empty() && text.size() <= 64 && all_of(text, is_name);
}

// What follows `prefix`, or nothing at all.
std::string_view after(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix ? text.substr(prefix.size()) : std::string_view();
}

bool is_save_to(std::string_view text) { return is_attribute(after(text, "contact.")); }

bool is_autofill_source(std::string_view text) {
  if (!after(text, "constant:").empty()) return true;
  for (const std::string_view prefix : {"session.", "initial.", "parent.", "prior."}) {
    const std::string_view slug = after(text, prefix);
    if (!slug.empty() && is_id(slug)) return true;
  }
  return is_attribute(after(text, "contact.")) || is_attribute(after(text, "device."));
}

bool is_clock_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return false;
  if (!is_digits(text.substr(0, 2)) || !is_digits(text.substr(3))) return false;
  return text.substr(0, 2) < "24" && text[3] < '6';
}

bool is_utc_offset(std::string_view text) {
  if (text == "Z") return true;
  if (text.empty() || !is_one_of(text[0], "+-") || !is_clock_time(text.substr(1))) return false;
  return text.substr(1, 2) < "15";
}

// A date-time that says which clock it means.
bool is_instant(std::string_view text) {
  if (!parse_iso_date(text) || text.size() < 17) return false;
  return text.back() == 'Z' || is_utc_offset(text.substr(text.size() - 6));
}

bool is_phone(std::string_view text) {
  const std::string_view digits = after(text, "+").empty() ? text : text.substr(1);
  return all_of(digits, [](char c) { return is_digit(c) || c == ' '; }) &&
         std::any_of(digits.begin(), digits.end(), is_digit);
}

bool is_date_bound(std::string_view text) {
  if (text == "today" || parse_iso_date(text)) return true;
  const std::string_view days = after(text, "today");
  if (!days.empty()) {
    return is_one_of(days[0], "+-") && days.size() <= 6 && is_digits(days.substr(1));
  }
  const bool has_seconds =
      text.size() == 8 && text[5] == ':' && is_digits(text.substr(6)) && text[6] < '6';
  return is_clock_time(text.substr(0, 5)) && (text.size() == 5 || has_seconds);
}

bool is_release_name(std::string_view text) {
  const auto is_lower_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  return text == "latest" || (text.size() == 64 && all_of(text, is_lower_hex));
}

}  // namespace

bool follows(TextRule rule, std::string_view text) {
  switch (rule) {
    case TextRule::none:
      return true;
    case TextRule::id:
      return is_id(text);
    case TextRule::funnel_slug:
      return all_of(text, is_name);
    case TextRule::language:
      return is_language(text);
    case TextRule::color:
      return is_color(text);
    case TextRule::url:
      return is_url(text);
    case TextRule::font:
      return all_of(text, [](char c) { return is_name(c) || c == ' ' || c == ','; });
    case TextRule::media_type:
      return is_media_type(text);
    case TextRule::printable:
      return !std::any_of(text.begin(), text.end(), is_control);
    case TextRule::event_name:
      return all_of(text, [](char c) { return is_name(c) || c == '.' || c == ':'; });
    case TextRule::save_to:
      return is_save_to(text);
    case TextRule::autofill_source:
      return is_autofill_source(text);
    case TextRule::instant:
      return is_instant(text);
    case TextRule::clock_time:
      return is_clock_time(text);
    case TextRule::utc_offset:
      return is_utc_offset(text);
    case TextRule::phone:
      return is_phone(text);
    case TextRule::date_bound:
      return is_date_bound(text);
    case TextRule::release_name:
      break;
  }
  return is_release_name(text);
}

std::string_view describe(TextRule rule) {
  switch (rule) {
    case TextRule::id:
      return "letters, digits, _ and - (spaces inside are fine, dots are not)";
    case TextRule::funnel_slug:
      return "letters a to z, digits, _ and -";
    case TextRule::language:
      return "a language tag such as en or pt-BR";
    case TextRule::color:
      return "# and 3, 4, 6 or 8 hexadecimal digits, such as #0a7";
    case TextRule::url:
      return "an address that begins with http://, https:// or data:image/, or a relative one, "
             "without spaces and quotes";
    case TextRule::font:
      return "font names of letters, digits, spaces, commas, _ and -";
    case TextRule::media_type:
      return "a media type such as image/png or image/*, in lower case";
    case TextRule::none:
    case TextRule::printable:
      break;
    case TextRule::event_name:
      return "letters a to z, digits, _, -, . and :";
    case TextRule::save_to:
      return "contact. and the name of an attribute, such as contact.email";
    case TextRule::autofill_source:
      return "session., initial., parent. or prior. and a slug, contact. and an attribute, device. "
             "and a key, or constant: and a value";
    case TextRule::instant:
      return "a date and time with their offset, such as 2026-01-31T09:00:00Z";
    case TextRule::clock_time:
      return "a time of day such as 09:30";
    case TextRule::utc_offset:
      return "Z, or an offset such as +01:00";
    case TextRule::phone:
      return "digits and spaces, with + in front if you like";
    case TextRule::date_bound:
      return "a date, time or date and time such as 2026-01-31, 09:30 or 2026-01-31T09:30, or "
             "today, today+7, today-7";
    case TextRule::release_name:
      return "latest, or a hash of 64 lower-case hexadecimal digits";
  }
  return "text without control characters";
}

}  // namespace tundish
