#pragma once

#include <string>
#include <string_view>

namespace tundish {

/// A date as people type it, as `YYYY-MM-DD`; empty when it is none or may be another one.
/// `2026-12-31`, `31.12.2026`, `31/12/2026`, `12/31/2026`, `2026年12月31日`, `31 de diciembre de
/// 2026`, `Dec 31st, 2026`. Where day and month may be either, a point says day first and so do all
/// languages but English (unless its region says), Japanese and Chinese.
std::string parse_typed_date(std::string_view text, std::string_view language);

/// A time of day as people type it, as `HH:MM` or `HH:MM:SS`; empty when it is none. `9:30`,
/// `14.30 Uhr`, `14h30`, `2 pm`, `2:30 p.m.`, `14時30分`, `午後2時半`, `शाम 5 बजे`.
std::string parse_typed_time(std::string_view text);

/// A date and a time with a space, a comma or a T between them, as `YYYY-MM-DDTHH:MM[:SS]`; with an
/// offset only in ISO 8601's own form. Empty when it is none.
std::string parse_typed_date_time(std::string_view text, std::string_view language);

}  // namespace tundish
