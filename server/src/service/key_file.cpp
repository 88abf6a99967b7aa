#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "service/sealing.hpp"
#include "service/secret.hpp"

namespace tundish::service {
namespace {

class OpenFile {
 public:
  OpenFile(const std::string& path, int flags) : number_(::open(path.c_str(), flags, 0600)) {}
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void fail(const std::string& path, const std::string& what) {
  throw std::runtime_error("the key file " + path + ' ' + what);
}

/// Written beside and then given its name, so that nobody reads half a key; another server that
/// makes one at the same time may be the first.
void make_key(const std::string& path) {
  const std::string beside = path + '.' + random_hex(8);
  const std::string text = to_base64(random_bytes(Sealer::kKeyBytes)) + '\n';
  {
    const OpenFile file(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (file.number() < 0) fail(path, std::string("cannot be made: ") + std::strerror(errno));
    const ssize_t written = ::write(file.number(), text.data(), text.size());
    if (written != static_cast<ssize_t>(text.size()) || ::fsync(file.number()) != 0) {
      ::unlink(beside.c_str());
      fail(path, "cannot be written");
    }
  }
  const int outcome = ::link(beside.c_str(), path.c_str());
  const int fault = errno;
  ::unlink(beside.c_str());
  if (outcome != 0 && fault != EEXIST) fail(path, "cannot be made");
}

}  // namespace

std::optional<std::string> read_key(const std::string& path) {
  const OpenFile file(path, O_RDONLY | O_CLOEXEC);
  if (file.number() < 0) {
    if (errno == ENOENT) return std::nullopt;
    fail(path, std::string("cannot be read: ") + std::strerror(errno));
  }
  struct stat about {};
  if (::fstat(file.number(), &about) != 0) fail(path, "cannot be looked at");
  if ((about.st_mode & 0077) != 0) fail(path, "may be read by others: chmod 600");
  std::string text(2 * Sealer::kKeyBytes + 2, '\0');
  const ssize_t size = ::read(file.number(), text.data(), text.size());
  if (size < 0) fail(path, "cannot be read");
  text.resize(static_cast<std::size_t>(size));
  while (!text.empty() && text.back() == '\n') text.pop_back();
  const std::optional<std::string> key = from_base64(text);
  if (!key || key->size() != Sealer::kKeyBytes) fail(path, "holds no key");
  return key;
}

std::string read_or_make_key(const std::string& path) {
  if (std::optional<std::string> key = read_key(path)) return *std::move(key);
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder);
  make_key(path);
  std::optional<std::string> key = read_key(path);
  if (!key) fail(path, "is not there though it was made");
  return *std::move(key);
}

}  // namespace tundish::service
