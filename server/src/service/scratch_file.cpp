#include "service/scratch_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "store/store.hpp"

namespace tundish::service {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw store::StoreError(what + ": " + std::strerror(errno));
}

/// A new file whose name is taken away at once.
int open_nameless(const std::string& folder) {
  std::filesystem::create_directories(folder);
  std::string name = folder + "/scratch-XXXXXX";
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) fail("no file can be made in " + folder);
  ::unlink(name.c_str());
  return descriptor;
}

}  // namespace

ScratchFile::ScratchFile(const std::string& folder) : descriptor_(open_nameless(folder)) {}

ScratchFile::~ScratchFile() { ::close(descriptor_); }

std::string ScratchFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

std::size_t ScratchFile::size() const {
  struct stat about {};
  if (::fstat(descriptor_, &about) != 0) fail("a scratch file cannot be asked for its size");
  return static_cast<std::size_t>(about.st_size);
}

void ScratchFile::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count =
        ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("a scratch file cannot be written");
    size_ += static_cast<std::size_t>(count);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::string ScratchFile::read(std::size_t offset, std::size_t size) const {
  std::string bytes(size, '\0');
  std::size_t taken = 0;
  while (taken < size) {
    const ssize_t count = ::pread(descriptor_, bytes.data() + taken, size - taken,
                                  static_cast<off_t>(offset + taken));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) fail("a scratch file cannot be read");
    if (count == 0) break;
    taken += static_cast<std::size_t>(count);
  }
  bytes.resize(taken);
  return bytes;
}

MappedText map(const ScratchFile& file) {
  const std::size_t size = file.size();
  if (size == 0) return {};
  const int descriptor = ::open(file.path().c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail("a scratch file cannot be opened");
  void* const memory = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  ::close(descriptor);
  if (memory == MAP_FAILED) fail("a scratch file cannot be mapped");
  MappedText mapped;
  mapped.holder = std::shared_ptr<const void>(
      memory, [size](const void* held) { ::munmap(const_cast<void*>(held), size); });
  mapped.text = std::string_view(static_cast<const char*>(memory), size);
  return mapped;
}

}  // namespace tundish::service
