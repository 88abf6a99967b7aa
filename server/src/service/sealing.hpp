#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tundish::service {

/// Keeps secrets that the server itself must read again: what it seals opens only with the same key
/// and for the same purpose (AES-256-GCM). Also makes codes that cannot be guessed from what is
/// stored of them (HMAC-SHA-256).
class Sealer {
 public:
  static constexpr std::size_t kKeyBytes = 32;

  /// `key` has 32 bytes. Throws `std::invalid_argument` for another.
  explicit Sealer(std::string key);

  /// `purpose` says whose secret it is and what it is for; a sealed text that was moved elsewhere
  /// does not open.
  std::string seal(std::string_view secret, std::string_view purpose) const;
  /// Nothing when it was sealed with another key or for another purpose, or was changed.
  std::optional<std::string> open(std::string_view sealed, std::string_view purpose) const;
  /// What is kept of a code: lower-case hex.
  std::string code_hash(std::string_view code, std::string_view purpose) const;

 private:
  std::string key_;
  std::string code_key_;
};

/// The key in that file; nothing when there is no file. Throws `std::runtime_error` for a file that
/// holds none, or that others may read.
std::optional<std::string> read_key(const std::string& path);
/// The same, or a new one, for its owner's eyes alone.
std::string read_or_make_key(const std::string& path);

/// HMAC-SHA-256: 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);
std::string to_base64(std::string_view bytes);
/// Nothing when it is no Base64 with padding.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace tundish::service
