#include "server/ddl_rules.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace tundish::store {
namespace {

constexpr std::array kForbidden = {
    "AUTOINCREMENT", "SERIAL",    "BIGSERIAL",   "SEQUENCE",   "IDENTITY",   "NEXTVAL",
    "RANDOM",        "TRIGGER",   "FOREIGN KEY", "NOW(",       "CURRENT_",   "WITHOUT ROWID",
    "REFERENCES",    "NOTIFY",    "LISTEN",      "FUNCTION",   "PROCEDURE",  "VIEW",
    "GENERATED",     "ADVISORY",  "SKIP LOCKED", "FOR UPDATE", "LOCK TABLE", "JSONB",
    "EXTENSION",     "TIMESTAMP", "DOUBLE",      "REAL",       "BLOB",       "BYTEA",
    "COLLATE"};

std::string upper_without_comments(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    result += line.substr(0, line.find("--"));
    result += ' ';
  }
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char letter) { return static_cast<char>(std::toupper(letter)); });
  return result;
}

std::string trimmed(std::string text) {
  const auto is_space = [](unsigned char letter) { return std::isspace(letter) != 0; };
  text.erase(text.begin(), std::find_if_not(text.begin(), text.end(), is_space));
  text.erase(std::find_if_not(text.rbegin(), text.rend(), is_space).base(), text.end());
  return text;
}

/// What stands between the brackets that open behind `from`.
std::string in_brackets(const std::string& text, std::size_t from) {
  const std::size_t open = text.find('(', from);
  if (open == text.npos) return {};
  int depth = 0;
  for (std::size_t at = open; at < text.size(); ++at) {
    if (text[at] == '(') ++depth;
    if (text[at] == ')' && --depth == 0) return text.substr(open + 1, at - open - 1);
  }
  return {};
}

/// Cut at the commas outside of brackets.
std::vector<std::string> parts(const std::string& list) {
  std::vector<std::string> cut(1);
  int depth = 0;
  for (const char letter : list) {
    depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
    if (letter == ',' && depth == 0) {
      cut.emplace_back();
    } else {
      cut.back() += letter;
    }
  }
  for (std::string& part : cut) part = trimmed(part);
  return cut;
}

bool begins(const std::string& text, std::string_view with) {
  return text.compare(0, with.size(), with) == 0;
}

bool is_letter(char letter) { return std::isalnum(static_cast<unsigned char>(letter)) != 0; }

/// Not as a part of a longer word; `CURRENT_` is the beginning of several.
bool has_word(const std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins_there = at == 0 || !is_letter(text[at - 1]);
    const bool ends_there = !is_letter(word.back()) || end == text.size() || !is_letter(text[end]);
    if (begins_there && ends_there) return true;
  }
  return false;
}

bool is_known_type(const std::string& column) {
  for (const char* type : {" TEXT NOT NULL", " BIGINT NOT NULL", " INTEGER NOT NULL"}) {
    if (column.find(type) != column.npos) return true;
  }
  return false;
}

void check_key(const std::string& text, std::size_t at, std::vector<std::string>& faults) {
  const std::string list = in_brackets(text, at);
  const std::vector<std::string> columns = parts(list);
  if (std::find(columns.begin(), columns.end(), "BUCKET") != columns.end()) return;
  faults.push_back("a key without the bucket: (" + list + ")");
}

void check_table(const std::string& body, std::vector<std::string>& faults) {
  bool has_key = false;
  bool is_first = true;
  for (const std::string& part : parts(body)) {
    if (begins(part, "PRIMARY KEY") || begins(part, "UNIQUE")) {
      has_key = has_key || begins(part, "PRIMARY KEY");
      check_key(part, 0, faults);
      continue;
    }
    if (is_first && part != "BUCKET INTEGER NOT NULL") {
      faults.push_back("a table does not begin with the bucket: " + part);
    }
    is_first = false;
    if (!is_known_type(part)) faults.push_back("a column of another kind: " + part);
    if (part.find("PRIMARY KEY") != part.npos || part.find("UNIQUE") != part.npos) {
      faults.push_back("a key of a column alone: " + part);
    }
  }
  if (!has_key) faults.push_back("a table without a key: " + body.substr(0, 60));
}

}  // namespace

std::vector<std::string> ddl_faults(std::string_view sql) {
  const std::string text = upper_without_comments(sql);
  std::vector<std::string> faults;
  for (const char* word : kForbidden) {
    if (has_word(text, word)) faults.push_back(word);
  }
  constexpr std::string_view kTable = "CREATE TABLE";
  for (std::size_t at = text.find(kTable); at != text.npos; at = text.find(kTable, at + 1)) {
    check_table(in_brackets(text, at), faults);
  }
  constexpr std::string_view kUnique = "CREATE UNIQUE INDEX";
  for (std::size_t at = text.find(kUnique); at != text.npos; at = text.find(kUnique, at + 1)) {
    check_key(text, at, faults);
  }
  constexpr std::string_view kColumn = "ADD COLUMN";
  for (std::size_t at = text.find(kColumn); at != text.npos; at = text.find(kColumn, at + 1)) {
    const std::string column = text.substr(at, text.find(';', at) - at);
    if (!is_known_type(column)) faults.push_back("a column of another kind: " + column);
  }
  return faults;
}

}  // namespace tundish::store
