#pragma once

namespace tundish {

/// True in the player's build, which visitors download. It plays releases that were proven when
/// they were published and whose hash names every byte: it does not prove them again, and it says
/// that a text is wrong, not where or why. Whoever writes funnels has the full engine. Set by the
/// wasm build.
#ifdef TUNDISH_TERSE
inline constexpr bool kTerse = true;
#else
inline constexpr bool kTerse = false;
#endif

/// True in what is compiled once more for the lean engine, which has not everything (see
/// TUNDISH_LEAN_UNITS). A member of the release that is passed over there is noticed by itself; a
/// word or a rule that the lean engine can not play calls `need_full_engine`.
#ifdef TUNDISH_LEAN
inline constexpr bool kLean = true;
#else
inline constexpr bool kLean = false;
#endif

}  // namespace tundish
