#include "api/record_page.hpp"

#include <cmath>

#include "api/page_limit.hpp"
#include "http/problem.hpp"
#include "tundish/codec.hpp"

namespace tundish::api {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kMostCursor = 2000;

/// The text whose bytes are written as hex; nothing when it is none.
std::optional<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0 || hex.size() > kMostCursor) return std::nullopt;
  std::string text;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const std::size_t high = kDigits.find(hex[i]);
    const std::size_t low = kDigits.find(hex[i + 1]);
    if (high == kDigits.npos || low == kDigits.npos) return std::nullopt;
    text.push_back(static_cast<char>(high * 16 + low));
  }
  return text;
}

/// The value of a column, when it is one of its kind.
std::optional<store::Datum> datum_of(const Value& value, store::RecordColumn::Kind kind) {
  if (kind == store::RecordColumn::Kind::text) {
    if (!value.is_text()) return std::nullopt;
    return store::datum(value.text());
  }
  constexpr double kLargest = 9007199254740991.0;  // 2^53 - 1
  const double number = value.number();
  if (!value.is_number() || std::floor(number) != number || std::abs(number) > kLargest) {
    return std::nullopt;
  }
  return store::datum(static_cast<std::int64_t>(number));
}

}  // namespace

std::string cursor_text(const store::Record& place) {
  Value list{Value::List{}};
  for (const store::Datum& datum : place) {
    if (const std::string* text = std::get_if<std::string>(&datum)) {
      list.push(*text);
    } else {
      list.push(static_cast<double>(std::get<std::int64_t>(datum)));
    }
  }
  std::string hex;
  for (const char letter : to_json(list)) {
    const unsigned char byte = static_cast<unsigned char>(letter);
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

std::optional<PageWish> read_page_wish(const http::Request& request,
                                       const store::RecordTable& table, const store::By& by) {
  const std::optional<int> limit = page_limit(request);
  if (!limit) return std::nullopt;
  PageWish wish;
  wish.limit = *limit;
  const std::optional<std::string> cursor = http::query_parameter(request, "cursor");
  if (!cursor) return wish;
  const std::optional<std::string> text = from_hex(*cursor);
  const Result<Value> list = text ? parse_value(*text) : Result<Value>(Value());
  const std::vector<std::size_t> order = table.order_of(by.query().index);
  const std::size_t known = by.query().equal.size();
  if (!list || list->list().size() + known != order.size()) return std::nullopt;
  for (std::size_t i = 0; i < list->list().size(); ++i) {
    const store::RecordColumn& column = table.columns[order[known + i]];
    std::optional<store::Datum> datum = datum_of(list->list()[i], column.kind);
    if (!datum) return std::nullopt;
    wish.after.push_back(std::move(*datum));
  }
  return wish;
}

http::Response wrong_page_wish() {
  return http::problem_response(422, "invalid",
                                "`limit` is between 1 and 200, `cursor` one that this list gave.");
}

}  // namespace tundish::api
