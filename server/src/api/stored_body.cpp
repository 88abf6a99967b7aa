#include "api/stored_body.hpp"

#include <algorithm>
#include <utility>

#include "service/scratch_file.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostInMemory = 1024 * 1024;
constexpr std::size_t kReadAtOnce = 1024 * 1024;

}  // namespace

http::Body stored_body(const std::string& folder, std::size_t size,
                       const std::function<std::string(std::size_t at, std::size_t size)>& read) {
  if (size <= kMostInMemory) return read(0, size);
  service::ScratchFile file(folder);
  for (std::size_t done = 0; done < size; done += kReadAtOnce) {
    file.append(read(done, std::min(kReadAtOnce, size - done)));
  }
  service::MappedText mapped = service::map(file);
  return http::Body(std::move(mapped.holder), mapped.text);
}

}  // namespace tundish::api
