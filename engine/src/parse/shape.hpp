#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace tundish {

/// What a JSON value must be.
enum class Form : std::uint8_t {
  text,
  number,
  integer,
  boolean,
  null,
  list,
  object,
  map,        ///< an object with any names
  tagged,     ///< an object whose property `label` names which one
  by_member,  ///< an object that is told by the property it has; the last shape is the fallback
  by_kind,    ///< told by the kind of JSON
  any,        ///< whatever JSON there is
};

/// What a text must look like.
enum class TextRule : std::uint8_t {
  none,
  id,
  funnel_slug,
  language,
  color,
  url,
  font,
  media_type,
  printable,
  event_name,
  save_to,
  autofill_source,
  instant,
  clock_time,
  utc_offset,
  phone,
  date_bound,
  release_name,
};

inline constexpr double kNoLimit = std::numeric_limits<double>::infinity();

/// One row of the tables made from a schema.
struct Shape {
  Form form;
  TextRule rule;  ///< of `text`
  /// `object`: may have `x_` properties; `list`: no item twice; numbers: above `min`; `tagged`:
  /// must have an `id`.
  bool flag;
  std::uint16_t first;  ///< first row of properties, alternatives or words; shape of items or names
  std::uint16_t count;  ///< how many rows; of `map`: shape of the values
  double min, max;      ///< a number, a length in code points, or a count
  std::string_view label;  ///< what an object is called in sentences; `tagged`: the property
};

/// A property of an object, or an alternative with its word.
struct ShapeProperty {
  std::string_view name;
  std::uint16_t shape;
  bool required;
};

struct ShapeTables {
  std::span<const Shape> shapes;
  std::span<const ShapeProperty> properties;
  std::span<const std::string_view> words;
  std::uint16_t root;
};

}  // namespace tundish
