#include "files/media_type.hpp"

#include <magic.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <type_traits>

namespace tundish::files {
namespace {

struct Closer {
  void operator()(magic_t cookie) const { magic_close(cookie); }
};
using Cookie = std::unique_ptr<std::remove_pointer_t<magic_t>, Closer>;

Cookie made_cookie() {
  Cookie cookie(magic_open(MAGIC_MIME_TYPE));
  if (!cookie || magic_load(cookie.get(), nullptr) != 0) {
    throw std::runtime_error("the list of file types cannot be read");
  }
  return cookie;
}

struct Type {
  std::string family;   ///< `image`
  std::string subtype;  ///< `png`, by the name that is usual
};

/// Names of one thing.
struct Alias {
  std::string_view name;
  std::string_view usual;
};
constexpr Alias kAliases[] = {
    {"jpg", "jpeg"}, {"pjpeg", "jpeg"}, {"ms-bmp", "bmp"}, {"vnd.microsoft.icon", "icon"},
    {"m4a", "mp4"},  {"wave", "wav"},   {"mp3", "mpeg"},   {"zip-compressed", "zip"}};

bool begins(std::string_view text, std::string_view with) {
  return text.substr(0, with.size()) == with;
}

Type read(std::string_view text) {
  const std::size_t slash = std::min(text.find('/'), text.size());
  std::string_view subtype = text.substr(std::min(slash + 1, text.size()));
  if (begins(subtype, "x-")) subtype.remove_prefix(2);
  for (const Alias& alias : kAliases) {
    if (alias.name == subtype) subtype = alias.usual;
  }
  return {std::string(text.substr(0, slash)), std::string(subtype)};
}

/// Of sounds and films the container is seen, not what is in it.
bool is_container(std::string_view subtype) {
  constexpr std::string_view kContainers[] = {"mp4", "webm", "ogg", "3gpp", "3gpp2", "quicktime"};
  return std::find(std::begin(kContainers), std::end(kContainers), subtype) !=
         std::end(kContainers);
}

bool is_one_family(const Type& pattern, const Type& seen) {
  if (pattern.family == seen.family) return true;
  const auto plays = [](const std::string& family) {
    return family == "audio" || family == "video";
  };
  return plays(pattern.family) && plays(seen.family) && is_container(seen.subtype);
}

/// What is seen of a file whose kind has no marks of its own.
bool is_general_form(std::string_view pattern, std::string_view seen) {
  if (seen == "text/plain" || begins(seen, "text/x-")) {
    return begins(pattern, "text/") || pattern == "application/json";
  }
  if (seen == "application/zip") {
    return begins(pattern, "application/vnd.openxmlformats-") ||
           begins(pattern, "application/vnd.oasis.") || pattern == "application/epub+zip";
  }
  if (seen == "application/x-ole-storage" || seen == "application/CDFV2") {
    return begins(pattern, "application/vnd.ms-") || pattern == "application/msword";
  }
  return false;
}

}  // namespace

std::string media_type_of(std::string_view bytes) {
  // One after the other: a cookie is for one thread, and the list takes a while to load.
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  static const Cookie cookie = made_cookie();
  if (bytes.empty()) return "application/x-empty";
  const char* type = magic_buffer(cookie.get(), bytes.data(), bytes.size());
  return type == nullptr ? "application/octet-stream" : type;
}

bool is_allowed(std::string_view pattern, std::string_view seen) {
  if (pattern == "*/*" || seen == "application/x-empty") return true;
  const Type wanted = read(pattern);
  const Type found = read(seen);
  if (is_one_family(wanted, found) && (wanted.subtype == "*" || wanted.subtype == found.subtype)) {
    return true;
  }
  return is_general_form(pattern, seen);
}

}  // namespace tundish::files
