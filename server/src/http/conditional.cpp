#include "http/conditional.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "http/problem.hpp"

namespace tundish::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view header_of(const Response& response, std::string_view name) {
  for (const Header& header : response.headers) {
    if (header.name == name) return header.value;
  }
  return {};
}

/// What a `Range` header asks for: from `first` to `last`, or the last `suffix` bytes.
struct Range {
  std::optional<std::size_t> first;
  std::optional<std::size_t> last;
};

std::optional<std::size_t> parse_position(std::string_view digits) {
  constexpr std::size_t kMaxDigits = 15;
  if (digits.empty() || digits.size() > kMaxDigits ||
      digits.find_first_not_of("0123456789") != digits.npos) {
    return std::nullopt;
  }
  std::size_t position = 0;
  for (const char digit : digits) position = position * 10 + static_cast<std::size_t>(digit - '0');
  return position;
}

/// `bytes=0-99`, `bytes=100-`, `bytes=-50`; nothing for anything else.
std::optional<Range> parse_range(std::string_view header) {
  constexpr std::string_view kUnit = "bytes=";
  if (header.substr(0, kUnit.size()) != kUnit) return std::nullopt;
  const std::string_view text = trimmed(header.substr(kUnit.size()));
  const std::size_t dash = text.find('-');
  if (dash == text.npos) return std::nullopt;
  const std::string_view before = text.substr(0, dash);
  const std::string_view behind = text.substr(dash + 1);
  Range range{parse_position(before), parse_position(behind)};
  if (!before.empty() && !range.first) return std::nullopt;
  if (!behind.empty() && !range.last) return std::nullopt;
  if (!range.first && !range.last) return std::nullopt;
  if (range.first && range.last && *range.last < *range.first) return std::nullopt;
  return range;
}

/// The first byte and the number of bytes of a body of that size; nothing when none lies in it.
std::optional<std::pair<std::size_t, std::size_t>> place_of(const Range& range, std::size_t size) {
  if (!range.first) {
    const std::size_t count = std::min(*range.last, size);
    if (count == 0) return std::nullopt;
    return std::make_pair(size - count, count);
  }
  if (*range.first >= size) return std::nullopt;
  const std::size_t last = range.last ? std::min(*range.last, size - 1) : size - 1;
  return std::make_pair(*range.first, last - *range.first + 1);
}

using PartOf = std::function<Body(std::size_t offset, std::size_t size)>;

Response range_response(const Range& range, Response head, std::size_t size, const PartOf& part) {
  const auto place = place_of(range, size);
  if (!place) {
    Response response = problem_response(416, "range", "The range lies beyond the end.");
    set_header(response, "content-range", "bytes */" + std::to_string(size));
    return response;
  }
  const std::size_t last = place->first + place->second - 1;
  head.status = 206;
  head.body = part(place->first, place->second);
  set_header(head, "content-range",
             "bytes " + std::to_string(place->first) + '-' + std::to_string(last) + '/' +
                 std::to_string(size));
  return head;
}

}  // namespace

bool names_etag(std::string_view header, std::string_view etag) {
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    std::string_view item = trimmed(header.substr(0, comma));
    header = comma == header.npos ? std::string_view() : header.substr(comma + 1);
    if (item.substr(0, 2) == "W/") item.remove_prefix(2);
    if (item == "*" || (!item.empty() && item == etag)) return true;
  }
  return false;
}

Response conditional_response(const Request& request, Response whole) {
  const Body body = std::move(whole.body);
  whole.body = Body();
  return conditional_response(
      request, std::move(whole), body.size(),
      [&body](std::size_t offset, std::size_t size) { return body.part(offset, size); });
}

Response conditional_response(const Request& request, Response head, std::size_t size,
                              const std::function<Body(std::size_t, std::size_t)>& part) {
  const std::string etag(header_of(head, "etag"));  // a copy: headers are added below
  const std::string* known = find_header(request, "if-none-match");
  if (known != nullptr && names_etag(*known, etag)) {
    head.status = 304;
    const auto describes_body = [](const Header& header) {
      return header.name == "content-type" || header.name == "content-encoding";
    };
    head.headers.erase(std::remove_if(head.headers.begin(), head.headers.end(), describes_body),
                       head.headers.end());
    return head;
  }
  set_header(head, "accept-ranges", "bytes");
  const std::string* header = find_header(request, "range");
  // A date never names a version exactly enough: only the very tag does.
  const std::string* condition = find_header(request, "if-range");
  const bool may_be_part = header != nullptr && request.method == Method::get &&
                           (condition == nullptr || *condition == etag);
  const std::optional<Range> range = may_be_part ? parse_range(*header) : std::nullopt;
  if (range) return range_response(*range, std::move(head), size, part);
  head.body = part(0, size);
  return head;
}

}  // namespace tundish::http
