#pragma once

#include <string>
#include <string_view>

namespace tundish {

/// An address that mail can be sent to: one `@`, a local part of 1–64 characters without spaces or
/// stray dots, a domain of dotted labels; 254 characters at most (RFC 5321 §4.5.3.1).
bool is_email(std::string_view text);

/// Dotted labels, at least two, the last no number (RFC 1123 §2.1, and letters beyond ASCII).
bool is_domain(std::string_view text);

/// The decimal digits of a text as ASCII, whatever script they are written in; all else is dropped.
std::string phone_digits(std::string_view text);

/// A code of 4 to 10 digits of any script, as ASCII without the spaces and dashes between them;
/// empty when it is none.
std::string code_digits(std::string_view text);

/// An http, https, mailto or tel address as it is kept: the scheme in lower case, `https://` before
/// a bare domain; 2,048 bytes at most, without user names. Empty when it is none.
std::string web_address(std::string_view text);

}  // namespace tundish
