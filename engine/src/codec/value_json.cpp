#include <optional>
#include <utility>

#include "json/parse.hpp"
#include "json/quick.hpp"
#include "support/json_writer.hpp"
#include "support/terse.hpp"
#include "tundish/codec.hpp"

namespace tundish {

namespace {

void write_related(JsonWriter& out, const std::vector<RelatedPlace>& related) {
  if (related.empty()) return;
  out.key("related");
  out.begin_list();
  for (const RelatedPlace& other : related) {
    out.begin_object();
    out.integer_member("column", other.place.column);
    out.integer_member("line", other.place.line);
    out.text_member("pointer", other.place.pointer);
    out.text_member("sentence", other.sentence);
    out.end_object();
  }
  out.end_list();
}

void write_diagnostic(JsonWriter& out, const Diagnostic& diagnostic) {
  out.begin_object();
  out.text_member("code", diagnostic.code);
  if (!kTerse) {
    out.integer_member("column", diagnostic.place.column);
    out.integer_member("line", diagnostic.place.line);
    out.text_member("pointer", diagnostic.place.pointer);
    write_related(out, diagnostic.related);
  }
  out.text_member("sentence", diagnostic.sentence);
  out.key("severity");
  out.string(to_text(diagnostic.severity));
  out.end_object();
}

}  // namespace

Result<Value> parse_value(std::string_view text) {
  if constexpr (!kTerse) {
    if (std::optional<Value> value = json::quick_value(text)) return std::move(*value);
  }
  Result<json::Document> document = json::parse(text);
  if (!document) return unexpected(std::move(document.error()));
  return json::to_value(document->root);
}

std::string to_json(const Value& value) {
  JsonWriter out;
  out.value(value);
  return out.take();
}

std::string to_json(const Diagnostics& diagnostics) {
  JsonWriter out;
  out.begin_list();
  for (const Diagnostic& diagnostic : diagnostics) write_diagnostic(out, diagnostic);
  out.end_list();
  return out.take();
}

}  // namespace tundish
