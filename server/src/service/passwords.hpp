#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tundish::service {

/// The argon2id text of a password (t=2, m=19 MiB, p=1), with a salt of its own.
std::string hash_password(const std::string& password);

/// Whether that is the password of an argon2id text. An empty text belongs to nobody and is judged
/// with as much work as any other, so that nobody learns from the time whether there is a user.
bool is_password_of(const std::string& encoded, const std::string& password);

/// Why a password is not taken: too short, too long, known to everybody, or the e-mail address.
std::optional<std::string> find_password_fault(std::string_view password, std::string_view email);

/// How many argon2id hashes this process has computed.
std::int64_t password_work();

}  // namespace tundish::service
