#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace tundish::proofs {

/// A pattern of ours as RE2 reads it: a second, independent matcher.
///
/// One thing is written differently for it: our `\s` holds the vertical tab, as in JavaScript, and
/// RE2's does not. What it refuses of ours is one thing too: repetitions that multiply to more than
/// 1,000 (our bound is 5,000 instructions).
class Re2Oracle {
 public:
  explicit Re2Oracle(std::string_view pattern);
  ~Re2Oracle();
  Re2Oracle(const Re2Oracle&) = delete;
  Re2Oracle& operator=(const Re2Oracle&) = delete;

  bool accepts() const;
  /// True when RE2 refuses the pattern because of its own bound on repetitions or memory.
  bool refuses_size() const;
  std::string fault() const;
  /// Whether the whole value matches; of an accepted pattern.
  bool matches(std::string_view value) const;

 private:
  std::unique_ptr<re2::RE2> pattern_;
};

/// The pattern as RE2 wants it.
std::string re2_spelling(std::string_view pattern);

}  // namespace tundish::proofs
