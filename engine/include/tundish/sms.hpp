#pragma once

#include <cstddef>
#include <string_view>

#include "tundish/enums.gen.hpp"

namespace tundish {

/// How a text travels as SMS.
struct SmsSize {
  SmsEncoding encoding = SmsEncoding::gsm7;
  std::size_t units = 0;     ///< septets of `gsm7`, 16-bit units of `ucs2`
  std::size_t segments = 0;  ///< messages that are sent and paid for; 0 for no text
  bool operator==(const SmsSize&) const = default;
};

/// Measures valid UTF-8. The alphabet of GSM 03.38 while every character is in it (`^{}\[~]|€` and
/// form feed take two septets), else UCS-2. One segment holds 160 septets or 70 units; where there
/// are more, each holds 153 or 67, and neither an escaped character nor a surrogate pair is split.
SmsSize measure_sms(std::string_view text);

}  // namespace tundish
