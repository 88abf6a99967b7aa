#include <algorithm>

#include "values/kinds.hpp"
#include "values/values.hpp"

namespace tundish {

namespace {

bool is_file(const Value& value) {
  const Value* name = value.find("name");
  const Value* type = value.find("media_type");
  const Value* size = value.find("size");
  const Value* hash = value.find("sha256");
  const std::size_t members = hash ? 4 : 3;
  return name && name->is_text() && type && type->is_text() && size && size->is_number() &&
         size->number() >= 0 && (!hash || hash->is_text()) && value.object().size() == members;
}

bool is_media_type(const std::vector<std::string>& allowed, const std::string& media_type) {
  for (const std::string& pattern : allowed) {
    const bool family = pattern.size() > 2 && pattern.compare(pattern.size() - 2, 2, "/*") == 0;
    if (family && media_type.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0) {
      return true;
    }
    if (pattern == media_type || pattern == "*/*") return true;
  }
  return allowed.empty();
}

/// The first thing about one of the files that does not fit.
void check_each(const Validations& rules, const Value::List& files, Problems& problems) {
  for (std::size_t at = 0; at < files.size(); ++at) {
    const std::string pointer = files.size() > 1 ? "/" + std::to_string(at) : std::string();
    const Value* type = files[at].find("media_type");
    const Value* size = files[at].find("size");
    if (!is_media_type(rules.media_types, type ? type->text() : std::string())) {
      return add_problem(problems, ProblemCode::media_type, {}, pointer);
    }
    if (rules.max_bytes && size && size->number() > static_cast<double>(*rules.max_bytes)) {
      const auto most = static_cast<double>(*rules.max_bytes);
      return add_problem(problems, ProblemCode::file_too_large, most, pointer);
    }
  }
}

}  // namespace

std::optional<Reading> read_files(const Input& input, const Value& given) {
  const Value::List list = given.is_list() ? given.list() : Value::List{given};
  if (given.is_list() && !takes_several(input)) return std::nullopt;
  if (!std::all_of(list.begin(), list.end(), is_file)) return std::nullopt;
  Reading reading;
  if (list.empty()) return reading;
  const Validations rules = effective_validations(input);
  check_each(rules, list, reading.problems);
  if (static_cast<int>(list.size()) > *rules.max_files) {
    add_problem(reading.problems, ProblemCode::too_many, *rules.max_files);
  }
  reading.value = takes_several(input) ? Value(list) : list.front();
  return reading;
}

}  // namespace tundish
