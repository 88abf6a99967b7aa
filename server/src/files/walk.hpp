#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tundish::files {

/// Goes through bytes that nobody has judged. Whoever wants more than there is gets nothing, now
/// and from then on.
class Walk {
 public:
  explicit Walk(std::string_view bytes) : bytes_(bytes) {}

  bool is_good() const { return is_good_; }
  bool is_at_end() const { return place_ == bytes_.size(); }
  std::size_t place() const { return place_; }
  /// What was gone through since that place.
  std::string_view since(std::size_t place) const { return bytes_.substr(place, place_ - place); }
  /// What is left.
  std::string_view rest() const { return bytes_.substr(place_); }

  std::string_view take(std::size_t size) {
    if (!is_good_ || size > bytes_.size() - place_) {
      is_good_ = false;
      return {};
    }
    place_ += size;
    return bytes_.substr(place_ - size, size);
  }
  unsigned byte() {
    const std::string_view one = take(1);
    return one.empty() ? 0 : static_cast<unsigned char>(one[0]);
  }

 private:
  const std::string_view bytes_;
  std::size_t place_ = 0;
  bool is_good_ = true;
};

/// A number of `bytes`, the most significant byte first.
inline std::uint32_t big_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}
/// The same with the least significant byte first.
inline std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t number = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) {
    number = number << 8 | static_cast<unsigned char>(bytes[i - 1]);
  }
  return number;
}

}  // namespace tundish::files
