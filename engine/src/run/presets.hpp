#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tundish {

/// An address that mail can be sent to: one `@`, a local part of 1–64 characters without spaces or
/// stray dots, a domain of dotted labels; 254 characters at most (RFC 5321 §4.5.3.1).
bool is_email(std::string_view text);

/// The decimal digits of a text as ASCII, whatever script they are written in; all else is dropped.
std::string phone_digits(std::string_view text);

/// A number as people type it: a sign, digits, a point or a decimal comma. A comma before exactly
/// three digits could group thousands and is not read.
std::optional<double> parse_typed_number(std::string_view text);

/// yes or no, as people say it in the ten languages of the player, or `1 0 true false`; any case.
std::optional<bool> parse_yes_no(std::string_view text);

}  // namespace tundish
