#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"
#include "store/records.hpp"

namespace tundish::api {

/// What a request asks of a list of records.
struct PageWish {
  int limit = 50;
  store::Record after;  ///< where the page begins; empty: at the start
};

/// Reads `limit` and `cursor`; nothing when one of them is not one that a list takes. Cursors are
/// texts of ours for `by`'s list of that table.
std::optional<PageWish> read_page_wish(const http::Request& request,
                                       const store::RecordTable& table, const store::By& by);
/// 422.
http::Response wrong_page_wish();
std::string cursor_text(const store::Record& place);

/// One page of a list, and the cursor of the next; empty on the last.
template <class T>
struct RecordPage {
  std::vector<T> rows;
  std::string cursor;
};

template <class T>
RecordPage<T> read_page(store::Reader& reader, store::By by, const PageWish& wish) {
  RecordPage<T> page;
  by.after(wish.after).limit(wish.limit + 1);
  page.rows = store::list<T>(reader, by);
  if (page.rows.size() > static_cast<std::size_t>(wish.limit)) {
    page.rows.pop_back();
    page.cursor = cursor_text(store::place_of(page.rows.back(), by));
  }
  return page;
}

}  // namespace tundish::api
