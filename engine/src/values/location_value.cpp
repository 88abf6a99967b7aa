#include <algorithm>
#include <cmath>
#include <utility>

#include "support/decimal.hpp"
#include "support/utf8.hpp"
#include "values/typed_list.hpp"
#include "values/wide_kinds.hpp"

namespace tundish {

namespace {

constexpr double kMostLatitude = 90;
constexpr double kMostLongitude = 180;
constexpr std::int64_t kMaxText = 500;
constexpr std::size_t kMaxPostalCode = 12;

struct Limited {
  std::string_view name;
  double most;
};
constexpr Limited kDegrees[] = {{"latitude", kMostLatitude}, {"longitude", kMostLongitude}};
constexpr std::string_view kTexts[] = {"city", "postal_code", "text"};
constexpr std::string_view kRadius = "radius_km";

/// The member that the appearance cannot do without; empty: any will do.
std::string_view needed_member(InputAppearance appearance) {
  if (appearance == InputAppearance::city) return "city";
  if (appearance == InputAppearance::postal_code) return "postal_code";
  return appearance == InputAppearance::full ? "text" : "";
}

bool is_known(std::string_view name) {
  return name == kRadius || name == kDegrees[0].name || name == kDegrees[1].name ||
         std::find(std::begin(kTexts), std::end(kTexts), name) != std::end(kTexts);
}

bool can_be_member(const Value::Member& member) {
  if (!is_known(member.name)) return false;
  const bool is_text =
      std::find(std::begin(kTexts), std::end(kTexts), member.name) != std::end(kTexts);
  return member.value.is_null() || (is_text ? member.value.is_text() : member.value.is_number());
}

/// Letters, digits, spaces and dashes, with a digit among them.
bool is_postal_code(std::string_view code) {
  const std::string ascii = utf8::ascii_signs(code);
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool fits = std::all_of(ascii.begin(), ascii.end(), [&](char c) {
    return is_digit(c) || c == ' ' || c == '-' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return fits && ascii.size() >= 3 && ascii.size() <= kMaxPostalCode &&
         std::any_of(ascii.begin(), ascii.end(), is_digit);
}

void check_point(const Value& place, Problems& problems) {
  for (const Limited& degrees : kDegrees) {
    const Value* value = place.find(degrees.name);
    const Value* other = place.find(kDegrees[degrees.name == kDegrees[0].name ? 1 : 0].name);
    const std::string pointer = "/" + std::string(degrees.name);
    if (!value && other) add_problem(problems, ProblemCode::missing, {}, pointer);
    if (!value || std::fabs(value->number()) <= degrees.most) continue;
    const bool below = value->number() < 0;
    add_problem(problems, below ? ProblemCode::too_small : ProblemCode::too_large,
                below ? -degrees.most : degrees.most, pointer);
  }
}

void check_texts(const Value& place, Problems& problems) {
  for (const std::string_view name : kTexts) {
    const Value* value = place.find(name);
    const std::string pointer = "/" + std::string(name);
    if (!value) continue;
    if (static_cast<std::int64_t>(utf8::count_code_points(value->text())) > kMaxText) {
      add_problem(problems, ProblemCode::too_long, static_cast<double>(kMaxText), pointer);
    }
    if (name == "postal_code" && !is_postal_code(value->text())) {
      add_problem(problems, ProblemCode::not_understood, {}, pointer);
    }
  }
}

void check_radius(const Input& input, const Value& place, Problems& problems) {
  const Value* radius = place.find(kRadius);
  if (!radius) return;
  const std::string pointer = "/" + std::string(kRadius);
  const std::optional<double> most = input.validations.search_radius_km;
  if (radius->number() <= 0) add_problem(problems, ProblemCode::too_small, 0, pointer);
  if (most && radius->number() > *most) {
    add_problem(problems, ProblemCode::too_large, *most, pointer);
  }
}

Reading check_place(const Input& input, Value place) {
  Reading reading;
  const std::string_view needed = needed_member(input.appearance);
  if (!needed.empty() && !place.find(needed)) {
    add_problem(reading.problems, ProblemCode::missing, {}, "/" + std::string(needed));
  }
  if (place.object().size() == 1 && place.find(kRadius)) {
    add_problem(reading.problems, ProblemCode::missing);
  }
  check_point(place, reading.problems);
  check_texts(place, reading.problems);
  check_radius(input, place, reading.problems);
  reading.value = std::move(place);
  return reading;
}

/// `40.4168, -3.7038`, `40.4168 -3.7038` or `geo:40.4168,-3.7038`; null when it is no point.
Value parse_point(std::string_view typed) {
  constexpr std::string_view kScheme = "geo:";
  const std::string plain = with_plain_separators(utf8::ascii_signs(typed));
  std::string_view text = plain;
  if (text.substr(0, kScheme.size()) == kScheme) text.remove_prefix(kScheme.size());
  const std::size_t cut = text.find_first_of(", ");
  if (cut == std::string_view::npos) return {};
  const std::string_view first = utf8::trim(text.substr(0, cut));
  const std::string_view second = utf8::trim(text.substr(cut + 1));
  const std::optional<double> latitude = parse_decimal(first);
  const std::optional<double> longitude = parse_decimal(second);
  const bool fractions =
      first.find('.') != std::string_view::npos && second.find('.') != std::string_view::npos;
  if (!latitude || !longitude || !fractions) return {};
  Value point;
  point.set("latitude", *latitude);
  point.set("longitude", *longitude);
  return point;
}

}  // namespace

std::optional<Reading> read_location(const Input& input, const Value& given) {
  if (given.is_text()) return read_typed_location(input, given.text());
  const Value::Object& members = given.object();
  if (!given.is_object() || !std::all_of(members.begin(), members.end(), can_be_member)) {
    return std::nullopt;
  }
  Value place;
  for (const Value::Member& member : members) {
    const std::string_view text = utf8::trim(member.value.text());
    if (member.value.is_number()) place.set(member.name, member.value);
    if (!text.empty()) place.set(member.name, text);
  }
  return place.is_null() ? Reading{} : check_place(input, std::move(place));
}

Reading read_typed_location(const Input& input, std::string_view typed) {
  const std::string_view text = utf8::trim(typed);
  if (text.empty()) return {};
  Value place;
  if (input.appearance == InputAppearance::default_) place = parse_point(text);
  if (place.is_null()) {
    const std::string_view needed = needed_member(input.appearance);
    place.set(needed.empty() ? "text" : needed, text);
  }
  return check_place(input, std::move(place));
}

}  // namespace tundish
