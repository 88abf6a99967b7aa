#include "http/assets.hpp"

#include <algorithm>
#include <utility>

#include "http/conditional.hpp"

namespace tundish::http {
namespace {

constexpr std::pair<std::string_view, std::string_view> kContentTypes[] = {
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".jsonl", "application/jsonl"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".webmanifest", "application/manifest+json"},
    {".webp", "image/webp"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
};

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// The build writes `name-<8 letters of the hash>.ext`.
bool holds_hash(std::string_view name) {
  constexpr std::size_t kHashLetters = 8;
  const std::size_t dot = name.rfind('.');
  if (dot == name.npos || dot < kHashLetters + 1 || name[dot - kHashLetters - 1] != '-') {
    return false;
  }
  const std::string_view hash = name.substr(dot - kHashLetters, kHashLetters);
  // Eight lower-case letters are a word, unless all of them are hexadecimal digits.
  const bool is_word = hash.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == hash.npos;
  const bool is_hexadecimal = hash.find_first_not_of("0123456789abcdef") == hash.npos;
  return (is_hexadecimal || !is_word) && hash.find_first_of("./") == hash.npos;
}

bool takes_encoding(const Request& request, std::string_view wanted) {
  const std::string* header = find_header(request, "accept-encoding");
  if (header == nullptr) return false;
  std::string_view rest = *header;
  while (!rest.empty()) {
    std::string_view item = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), item.size() + 1));
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    const std::string_view name = item.substr(0, item.find_first_of("; "));
    if (name != wanted) continue;
    const std::size_t weight = item.find("q=");
    return weight == item.npos || item.substr(weight + 2).find_first_of("123456789") != item.npos;
  }
  return false;
}

}  // namespace

const Asset* find_asset(const std::vector<Asset>& assets, std::string_view name) {
  for (const Asset& asset : assets) {
    if (asset.name == name) return &asset;
  }
  return nullptr;
}

std::string_view content_type_of(std::string_view name) {
  for (const auto& [extension, type] : kContentTypes) {
    if (ends_with(name, extension)) return type;
  }
  return "application/octet-stream";
}

Response asset_response(const Request& request, const Asset& asset,
                        std::shared_ptr<const void> holder) {
  std::string_view content = asset.content;
  std::string_view encoding;
  if (!asset.brotli.empty() && takes_encoding(request, "br")) {
    content = asset.brotli;
    encoding = "br";
  } else if (!asset.gzip.empty() && takes_encoding(request, "gzip")) {
    content = asset.gzip;
    encoding = "gzip";
  }
  // Each form is another representation and has an own tag.
  std::string etag = '"' + std::string(asset.hash);
  if (!encoding.empty()) etag += '-' + std::string(encoding);
  etag += '"';
  Response response;
  response.body = holder ? Body(std::move(holder), content) : Body::borrowed(content);
  set_header(response, "content-type", content_type_of(asset.name));
  if (!encoding.empty()) set_header(response, "content-encoding", encoding);
  set_header(response, "etag", etag);
  set_header(response, "vary", "accept-encoding");
  set_header(response, "cache-control",
             holds_hash(asset.name) ? "public, max-age=31536000, immutable" : "no-cache");
  return conditional_response(request, std::move(response));
}

}  // namespace tundish::http
