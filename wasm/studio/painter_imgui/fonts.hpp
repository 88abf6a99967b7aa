#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "imgui.h"

namespace tundish::painter {

enum class Weight { regular, semibold };

/// The letters: font files by weight, and of them only the sizes and characters that were asked
/// for, drawn for the pixels that the screen has. What is missing is noted while it is painted; the
/// caller makes the letters and paints again.
class FontBook {
 public:
  /// Adds the characters of a TrueType file that the files before it have not.
  void add(Weight weight, std::string file);
  /// So many pixels of the screen are one of ours.
  void set_density(float density);
  bool is_empty() const { return files_.empty(); }

  /// The font, of which `pixels` is the size that CSS means: the em.
  ImFont* find(Weight weight, int pixels);
  void want(std::string_view text);
  /// Only sizes that are asked for from now on will be made.
  void forget_sizes();

  bool is_stale() const { return stale_; }
  /// Makes what was asked for; between frames only.
  void make();

  /// How much higher than the em a line of the font is.
  static constexpr float kLine = 1.2102F;

 private:
  using Key = std::pair<Weight, int>;

  std::map<Weight, std::vector<std::string>> files_;
  std::map<Key, ImFont*> fonts_;
  std::set<unsigned> characters_;
  std::vector<ImWchar> ranges_;
  float density_ = 1;
  bool stale_ = true;
};

/// The next character of a UTF-8 text; U+FFFD for what is none.
unsigned next_character(std::string_view text, std::size_t& at);

}  // namespace tundish::painter
