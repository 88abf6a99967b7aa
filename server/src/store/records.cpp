#include "store/records.hpp"

namespace tundish::store {

void RecordDescriber::index(std::string_view name,
                            std::initializer_list<std::string_view> columns) {
  RecordIndex index{std::string(name), {}};
  for (const std::string_view wanted : columns) {
    for (std::size_t column = 0; column < table_made.columns.size(); ++column) {
      if (table_made.columns[column].name == wanted) index.columns.push_back(column);
    }
  }
  if (index.columns.size() != columns.size()) {
    throw StoreError(table_made.name + " lacks a column of its index " + index.name);
  }
  table_made.indexes.push_back(std::move(index));
}

}  // namespace tundish::store
