#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace tundish::service {

/// A file without a name in some folder, for what is too large for memory. It is gone with its last
/// holder, also when the process is killed.
class ScratchFile {
 public:
  /// Makes the folder when it is not there. Throws `store::StoreError`.
  explicit ScratchFile(const std::string& folder);
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  /// A path by which this process may open it as long as it lives.
  std::string path() const;
  std::size_t size() const;
  /// Writes at the end. Throws `store::StoreError`.
  void append(std::string_view bytes);
  /// At most `size` bytes from `offset` on. Throws `store::StoreError`.
  std::string read(std::size_t offset, std::size_t size) const;

 private:
  int descriptor_ = -1;
  std::size_t size_ = 0;
};

/// The bytes of a file, in memory only as far as they are read: they live as long as `holder`.
struct MappedText {
  std::shared_ptr<const void> holder;
  std::string_view text;
};
/// All of a scratch file, which may go. Throws `store::StoreError`.
MappedText map(const ScratchFile& file);

}  // namespace tundish::service
