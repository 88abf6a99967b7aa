#include "read_scene.hpp"

namespace tundish::canvas {

namespace {

/// Reads members of one object; what is not there changes nothing.
class Reader {
 public:
  explicit Reader(const Value& json) : json_(json) {}

  void operator()(std::string_view name, std::string& text) const {
    if (const Value* found = json_.find(name)) text = found->text();
  }
  void operator()(std::string_view name, bool& flag) const {
    if (const Value* found = json_.find(name)) flag = found->boolean();
  }
  template <class Number>
  void number(std::string_view name, Number& into) const {
    if (const Value* found = json_.find(name)) into = static_cast<Number>(found->number());
  }
  template <class Number>
  void operator()(std::string_view name, std::optional<Number>& into) const {
    const Value* found = json_.find(name);
    if (found && found->is_number()) into = static_cast<Number>(found->number());
  }
  template <class Word>
  void word(std::string_view name, Word& into) const {
    if (const Value* found = json_.find(name)) from_text(found->text(), into);
  }
  template <class Word>
  void word(std::string_view name, std::optional<Word>& into) const {
    Word read{};
    const Value* found = json_.find(name);
    if (found && from_text(found->text(), read)) into = read;
  }
  template <class One, class Read>
  void list(std::string_view name, std::vector<One>& into, Read read) const {
    const Value* found = json_.find(name);
    if (!found) return;
    for (const Value& one : found->list()) into.push_back(read(one));
  }

 private:
  const Value& json_;
};

ViewOption read_option(const Value& json) {
  ViewOption option;
  const Reader read(json);
  read("value", option.value);
  read("title", option.title);
  read("image", option.image);
  if (option.title.empty()) option.title = option.value;
  return option;
}

ViewItem read_item(const Value& json) {
  ViewItem item;
  const Reader read(json);
  read("value", item.value);
  read("title", item.title);
  read("description", item.description);
  read("image", item.image);
  read("url", item.url);
  read("section", item.section);
  return item;
}

Problem read_problem(const Value& json) {
  Problem problem;
  Reader(json).word("code", problem.code);
  return problem;
}

Validations read_validations(const Value& json) {
  Validations rules;
  const Reader read(json);
  read("min_length", rules.min_length);
  read("max_length", rules.max_length);
  read("min", rules.min);
  read("max", rules.max);
  read("step", rules.step);
  read("equal", rules.equal);
  read("min_selected", rules.min_selected);
  read("max_selected", rules.max_selected);
  read("max_bytes", rules.max_bytes);
  read("max_files", rules.max_files);
  read.list("media_types", rules.media_types, [](const Value& one) { return one.text(); });
  return rules;
}

void read_texts(const Reader& read, ViewComponent& component) {
  read("text", component.text);
  read("title", component.title);
  read("subtitle", component.subtitle);
  read("label", component.label);
  read("help", component.help);
  read("placeholder", component.placeholder);
  read("error", component.error);
  read("image", component.image);
  read("alt", component.alt);
  read("url", component.url);
  read("phone", component.phone);
  read("media_type", component.media_type);
  read("pending", component.pending);
  read("earliest", component.earliest);
  read("latest", component.latest);
}

void read_kinds(const Reader& read, ViewComponent& component) {
  read.word("type", component.type);
  read.word("input_type", component.input_type);
  read.word("kind", component.button);
  read.word("method", component.method);
  read.word("state", component.state);
  if (component.type == ComponentType::message) read.word("appearance", component.message);
  if (component.type == ComponentType::input) read.word("appearance", component.input);
}

}  // namespace

ViewComponent read_component(const Value& json) {
  ViewComponent component;
  const Reader read(json);
  read("layer", component.layer);
  read("id", component.id);
  read("slug", component.slug);
  read_kinds(read, component);
  read_texts(read, component);
  read("mandatory", component.mandatory);
  read("multiple", component.multiple);
  read("allow_other", component.allow_other);
  read("is_array", component.is_array);
  read("read_only", component.read_only);
  read("disabled", component.disabled);
  read("latitude", component.latitude);
  read("longitude", component.longitude);
  read("attempts_left", component.attempts_left);
  read.number("resend_at_ms", component.resend_at_ms);
  read.list("options", component.options, read_option);
  read.list("rows", component.rows, read_option);
  read.list("columns", component.columns, read_option);
  read.list("items", component.items, read_item);
  read.list("problems", component.problems, read_problem);
  if (const Value* value = json.find("value")) component.value = *value;
  if (const Value* rich = json.find("rich")) component.rich = *rich;
  if (const Value* rules = json.find("validations"))
    component.validations = read_validations(*rules);
  return component;
}

View read_view(const Value& json) {
  View view;
  const Reader read(json);
  read.word("status", view.status);
  read("reason", view.reason);
  read("funnel", view.funnel);
  read("title", view.title);
  read("language", view.language);
  read.word("channel", view.channel);
  read("layer", view.layer);
  read.word("layer_type", view.layer_type);
  read.list("components", view.components, read_component);
  read("next", view.next);
  read("can_go_back", view.can_go_back);
  read("waiting", view.waiting);
  read("pending", view.pending);
  read("reference_code", view.reference_code);
  if (const Value* progress = json.find("progress")) {
    const Reader part(*progress);
    part.number("done", view.progress.done);
    part.number("shortest", view.progress.shortest);
    part.number("longest", view.progress.longest);
  }
  return view;
}

}  // namespace tundish::canvas
