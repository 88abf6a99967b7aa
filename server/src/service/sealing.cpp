#include "service/sealing.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <memory>
#include <stdexcept>

#include "service/secret.hpp"

namespace tundish::service {
namespace {

constexpr std::string_view kForm = "v1:";
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void require(int outcome) {
  if (outcome != 1) throw std::runtime_error("the cipher does not work");
}

Cipher new_cipher() {
  Cipher cipher(EVP_CIPHER_CTX_new());
  if (!cipher) throw std::bad_alloc();
  return cipher;
}

}  // namespace

std::string hmac_sha256(std::string_view key, std::string_view text) {
  std::string code(32, '\0');
  unsigned size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(),
           bytes_of(code), &size) == nullptr ||
      size != code.size()) {
    throw std::runtime_error("HMAC does not work");
  }
  return code;
}

std::string to_base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(bytes_of(text), bytes_of(bytes), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  constexpr std::string_view kLetters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  const std::string_view letters = text.substr(0, text.size() - padding);
  if (letters.find_first_not_of(kLetters) != letters.npos) return std::nullopt;
  // The bits behind the last byte are zero, so that nothing has two forms.
  constexpr std::size_t kSpareBits[] = {0, 3, 15};
  if (!letters.empty() && (kLetters.find(letters.back()) & kSpareBits[padding]) != 0) {
    return std::nullopt;
  }
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(bytes_of(bytes), bytes_of(text), static_cast<int>(text.size()));
  if (size < 0) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(size) - padding);
  return bytes;
}

Sealer::Sealer(std::string key) : key_(std::move(key)) {
  if (key_.size() != kKeyBytes) throw std::invalid_argument("a key has 32 bytes");
  code_key_ = hmac_sha256(key_, "tundish:codes:1");
}

std::string Sealer::seal(std::string_view secret, std::string_view purpose) const {
  std::string nonce = random_bytes(kNonceBytes);
  std::string sealed(secret.size(), '\0');
  std::string tag(kTagBytes, '\0');
  const Cipher cipher = new_cipher();
  int size = 0;
  require(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_),
                             bytes_of(nonce)));
  require(EVP_EncryptUpdate(cipher.get(), nullptr, &size, bytes_of(purpose),
                            static_cast<int>(purpose.size())));
  require(EVP_EncryptUpdate(cipher.get(), bytes_of(sealed), &size, bytes_of(secret),
                            static_cast<int>(secret.size())));
  require(EVP_EncryptFinal_ex(cipher.get(), bytes_of(sealed) + size, &size));
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, tag.data()));
  return std::string(kForm) + to_base64(nonce + tag + sealed);
}

std::optional<std::string> Sealer::open(std::string_view sealed, std::string_view purpose) const {
  if (sealed.substr(0, kForm.size()) != kForm) return std::nullopt;
  const std::optional<std::string> all = from_base64(sealed.substr(kForm.size()));
  if (!all || all->size() < kNonceBytes + kTagBytes) return std::nullopt;
  const std::string_view nonce = std::string_view(*all).substr(0, kNonceBytes);
  std::string tag = all->substr(kNonceBytes, kTagBytes);
  const std::string_view text = std::string_view(*all).substr(kNonceBytes + kTagBytes);
  std::string secret(text.size(), '\0');
  const Cipher cipher = new_cipher();
  int size = 0;
  require(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytes_of(key_),
                             bytes_of(nonce)));
  require(EVP_DecryptUpdate(cipher.get(), nullptr, &size, bytes_of(purpose),
                            static_cast<int>(purpose.size())));
  require(EVP_DecryptUpdate(cipher.get(), bytes_of(secret), &size, bytes_of(text),
                            static_cast<int>(text.size())));
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, kTagBytes, tag.data()));
  if (EVP_DecryptFinal_ex(cipher.get(), bytes_of(secret) + size, &size) != 1) return std::nullopt;
  return secret;
}

std::string Sealer::code_hash(std::string_view code, std::string_view purpose) const {
  const std::string made = hmac_sha256(code_key_, std::string(purpose) + '\n' + std::string(code));
  return hex_of(made);
}

}  // namespace tundish::service
