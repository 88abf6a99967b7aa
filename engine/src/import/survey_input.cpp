#include <utility>

#include "import/members.hpp"
#include "import/survey_making.hpp"
#include "parse/sentence.hpp"
#include "support/decimal.hpp"

namespace tundish::survey {

namespace {

constexpr std::size_t kMaxGates = 50;
constexpr std::size_t kMaxIdBytes = 64;

constexpr std::string_view kTextParts[][2] = {{"title", "label"},
                                              {"description", "help"},
                                              {"placeholder", "placeholder"},
                                              {"placeHolder", "placeholder"},
                                              {"requiredErrorText", "error"}};

void add_texts(const Part& part, Making& making) {
  const std::string key = part.layer + "." + part.id + ".";
  for (const auto& [member, text] : kTextParts) {
    making.add_text(key + std::string(text), part.at, member);
  }
  const std::string name = text_at(part.at, "name");
  if (!part.at.find("title")) {
    const bool has_braces = name.find("{{") != std::string::npos;
    making.add_plain(key + "label", has_braces ? literal_template(name) : name);
  }
}

/// A value that the question has before anybody answers it.
void add_default(const Part& part, Value& input, DraftLayer& layer, Making& making) {
  const std::optional<At> at = part.at.find("defaultValue");
  if (!at || (*at)->kind == json::Kind::null) return;
  std::string constant;
  if ((*at)->kind == json::Kind::text) constant = (*at)->text;
  if ((*at)->kind == json::Kind::number) constant = decimal_text((*at)->number);
  if ((*at)->kind == json::Kind::boolean) constant = (*at)->boolean ? "true" : "false";
  if (constant.empty() || constant.size() > 280) {
    return making.notes.warn("not_carried", at->place(),
                             "Only texts, numbers, yes and no can stand there beforehand.");
  }
  input.set("autofill_source", Value::List{"constant:" + constant});
  layer.extras.set("auto_fill", true);
}

/// An answer is asked for once on a page, and everywhere by inputs of one type.
std::string free_slug(const Part& part, const std::string& input_type, const DraftLayer& layer,
                      Making& making) {
  std::string slug = part.slug;
  for (int n = 2;; ++n) {
    bool is_taken = false;
    for (const Value& other : layer.components) {
      const Value* known = other.find("slug");
      is_taken = is_taken || (known && known->text() == slug);
    }
    if (!is_taken && making.takes_type(slug, input_type)) return slug;
    making.notes.warn("duplicate_id", part.at.place(),
                      "There is a question " + quoted(slug) + " already.");
    slug = making.slug_for(text_at(part.at, "name") + " " + std::to_string(n));
  }
}

/// Required under a condition: the page is not left while it holds and nothing is answered.
void add_required_if(const Part& part, const Value& input, DraftLayer& layer, Making& making) {
  if (flag_at(part.at, "isRequired")) return;
  const std::optional<Value> when = making.conditions(part.at, "requiredIf");
  if (!when) return;
  Value empty;
  empty.set("slug", *input.find("slug"));
  empty.set("operator", "empty");
  Value::List conditions = when->list();
  conditions.push_back(std::move(empty));
  add_gate(part, std::move(conditions), "requiredErrorText", part.at, layer, making);
}

}  // namespace

void add_gate(const Part& part, Value::List conditions, std::string_view text_member,
              const At& text_owner, DraftLayer& layer, Making& making) {
  if (layer.jumps.size() >= kMaxGates) {
    return making.notes.warn("too_long", part.at.place(),
                             "A page has at most 50 rules of this kind; this one is left out.");
  }
  conditions.insert(conditions.begin(), part.shown_if.begin(), part.shown_if.end());
  Value message;
  message.set("id", part_id(layer.components, part.id + " rule"));
  message.set("type", "message");
  message.set("visible_if", Value(conditions));
  const std::string key = layer.id + "." + message.find("id")->text() + ".text";
  const bool fits = message.find("id")->text().size() <= kMaxIdBytes;
  if (fits && making.add_text(key, text_owner, text_member)) {
    layer.components.push_back(std::move(message));
  }
  layer.jumps.push_back({layer.id, Value(std::move(conditions))});
}

void finish_input(const Part& part, Value input, DraftLayer& layer, Making& making) {
  input.set("id", part.id);
  input.set("type", "input");
  input.set("slug", free_slug(part, input.find("input_type")->text(), layer, making));
  add_texts(part, making);
  add_rules(part, input, layer, making);
  add_default(part, input, layer, making);
  for (const std::string_view comment : {"hasComment", "showCommentArea"}) {
    if (!flag_at(part.at, comment)) continue;
    making.notes.warn("not_carried", place_at(part.at, comment),
                      "A remark beside an answer has no counterpart; ask for it on its own.");
  }
  if (flag_at(part.at, "readOnly")) {
    making.notes.warn("not_carried", place_at(part.at, "readOnly"),
                      "What cannot be changed can be changed here.");
  }
  if (flag_at(part.at, "isRequired")) input.set("mandatory", true);
  if (!part.shown_if.empty()) input.set("visible_if", Value(part.shown_if));
  layer.asks = true;
  add_required_if(part, input, layer, making);
  layer.components.push_back(std::move(input));
}

void add_matrix(const Part& part, const std::string& type, DraftLayer& layer, Making& making) {
  const std::string key = part.layer + "." + part.id;
  Value input, rows, columns;
  if (type == "matrix") {
    rows = lines_of(part.at, "rows", key + ".rows", making);
    columns = lines_of(part.at, "columns", key + ".columns", making);
  }
  if (!rows.list().empty() && !columns.list().empty()) {
    input.set("input_type", "matrix");
    if (text_at(part.at, "cellType") == "checkbox") input.set("appearance", "multiple");
    input.set("rows", rows);
    input.set("columns", columns);
    return finish_input(part, std::move(input), layer, making);
  }
  making.forget(key + ".");
  making.notes.warn("not_carried", part.at.place(),
                    "A table whose cells are questions of their own has no counterpart: every "
                    "column is asked once, as a text per line.");
  for (const At& column : items_at(part.at, "columns")) {
    if (column->kind != json::Kind::object) continue;
    Part one{column, part.layer, {}, {}, part.shown_if};
    const std::string name = text_at(column, "name");
    one.slug = making.slug_for(text_at(part.at, "name") + "." + name);
    one.id = part_id(layer.components, tidy_id(one.slug, "column"));
    Value text;
    text.set("input_type", "text");
    text.set("appearance", "long");
    finish_input(one, std::move(text), layer, making);
  }
}

}  // namespace tundish::survey
