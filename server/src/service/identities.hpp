#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tundish::service {

/// What people are known by.
enum class IdentityKind { email, phone, external_id };
std::string_view to_text(IdentityKind kind);
std::optional<IdentityKind> identity_kind_of(std::string_view word);

/// An identity as it is kept and compared: `email:ann@example.com`, `phone:34600111222`,
/// `external_id:K-7`. Nothing when the text is none of that kind.
std::optional<std::string> identity_of(IdentityKind kind, std::string_view text);
/// The same of a text that says its kind, such as `email:Ann@Example.com`.
std::optional<std::string> parse_identity(std::string_view text);

/// The two halves of an identity.
struct IdentityParts {
  std::string kind;
  std::string value;
};
IdentityParts parts_of(std::string_view identity);

}  // namespace tundish::service
