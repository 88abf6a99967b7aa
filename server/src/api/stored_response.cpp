#include "api/stored_response.hpp"

#include <algorithm>
#include <utility>

#include "http/conditional.hpp"
#include "service/scratch_file.hpp"

namespace tundish::api {
namespace {

constexpr std::size_t kMostInMemory = 1024 * 1024;
constexpr std::size_t kReadAtOnce = 1024 * 1024;

using Read = std::function<std::string(std::size_t at, std::size_t size)>;

http::Body stored_body(const std::string& folder, std::size_t from, std::size_t size,
                       const Read& read) {
  if (size <= kMostInMemory) return read(from, size);
  service::ScratchFile file(folder);
  for (std::size_t done = 0; done < size; done += kReadAtOnce) {
    file.append(read(from + done, std::min(kReadAtOnce, size - done)));
  }
  service::MappedText mapped = service::map(file);
  return http::Body(std::move(mapped.holder), mapped.text);
}

}  // namespace

http::Response stored_response(const std::string& folder, const http::Request& request,
                               http::Response head, std::size_t size, const Read& read) {
  const auto part = [&](std::size_t from, std::size_t count) {
    return stored_body(folder, from, count, read);
  };
  return http::conditional_response(request, std::move(head), size, part);
}

}  // namespace tundish::api
