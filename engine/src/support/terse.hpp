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

}  // namespace tundish
