#include "service/identities.hpp"

#include <algorithm>
#include <cstddef>

namespace tundish::service {
namespace {

constexpr std::size_t kMostEmail = 254;
constexpr std::size_t kFewestDigits = 7;
constexpr std::size_t kMostDigits = 15;
constexpr std::size_t kMostExternal = 200;

bool is_space_or_control(char letter) { return static_cast<unsigned char>(letter) <= ' '; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_space_or_control(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space_or_control(text.back())) text.remove_suffix(1);
  return text;
}

/// Lower case, because nobody's provider tells two spellings of a name apart.
std::optional<std::string> read_email(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == 0 || at == text.npos || at + 1 == text.size()) return std::nullopt;
  if (text.size() > kMostEmail || text.find('@', at + 1) != text.npos) return std::nullopt;
  if (std::any_of(text.begin(), text.end(), is_space_or_control)) return std::nullopt;
  std::string email(text);
  for (char& letter : email) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return email;
}

/// Digits only: `+34 600 111 222` and `0034600111222` are one number.
std::optional<std::string> read_phone(std::string_view text) {
  std::string digits;
  for (const char letter : text) {
    if (letter >= '0' && letter <= '9') {
      digits += letter;
    } else if (std::string_view("+-./() ").find(letter) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (digits.compare(0, 2, "00") == 0) digits.erase(0, 2);
  if (digits.size() < kFewestDigits || digits.size() > kMostDigits) return std::nullopt;
  return digits;
}

std::optional<std::string> read_external(std::string_view text) {
  if (text.empty() || text.size() > kMostExternal) return std::nullopt;
  if (std::any_of(text.begin(), text.end(), is_space_or_control)) return std::nullopt;
  return std::string(text);
}

}  // namespace

std::string_view to_text(IdentityKind kind) {
  switch (kind) {
    case IdentityKind::email:
      return "email";
    case IdentityKind::phone:
      return "phone";
    case IdentityKind::external_id:
      return "external_id";
  }
  return "";
}

std::optional<IdentityKind> identity_kind_of(std::string_view word) {
  for (const IdentityKind kind :
       {IdentityKind::email, IdentityKind::phone, IdentityKind::external_id}) {
    if (word == to_text(kind)) return kind;
  }
  return std::nullopt;
}

std::optional<std::string> identity_of(IdentityKind kind, std::string_view text) {
  const std::string_view bare = trimmed(text);
  const std::optional<std::string> value = kind == IdentityKind::email   ? read_email(bare)
                                           : kind == IdentityKind::phone ? read_phone(bare)
                                                                         : read_external(bare);
  if (!value) return std::nullopt;
  return std::string(to_text(kind)) + ':' + *value;
}

std::optional<std::string> parse_identity(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  const std::optional<IdentityKind> kind = identity_kind_of(text.substr(0, colon));
  if (!kind) return std::nullopt;
  return identity_of(*kind, text.substr(colon + 1));
}

IdentityParts parts_of(std::string_view identity) {
  const std::size_t colon = identity.find(':');
  return {std::string(identity.substr(0, colon)), std::string(identity.substr(colon + 1))};
}

}  // namespace tundish::service
