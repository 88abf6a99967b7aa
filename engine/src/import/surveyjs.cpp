#include "import/import_formats.hpp"
#include "import/members.hpp"
#include "import/survey_making.hpp"
#include "parse/text_rule.hpp"

namespace tundish {

namespace {

const std::vector<std::string_view> kKnown = {"title",         "description",
                                              "name",          "locale",
                                              "pages",         "elements",
                                              "questions",     "logo",
                                              "triggers",      "calculatedValues",
                                              "completedHtml", "completedHtmlOnCondition",
                                              "navigateToUrl", "navigateToUrlOnCondition",
                                              "visibleIf"};

/// A text in the survey's own language.
std::string own_text(const At& root, std::string_view name) {
  const std::optional<At> texts = object_at(root, name);
  return texts ? text_at(*texts, "default") : text_at(root, name);
}

/// The first page is not entered from another one, which is when inputs are filled: its values are
/// there when the session begins.
void begin_filled(DraftLayer& layer, const std::vector<std::string>& missing) {
  if (!layer.extras.find("auto_fill") && missing.empty()) return;
  Value data{Value::List{}};
  for (const Value& component : layer.components) {
    const Value* sources = component.find("autofill_source");
    if (!sources || data.list().size() >= 200) continue;
    Value datum;
    datum.set("slug", *component.find("slug"));
    datum.set("input_type", *component.find("input_type"));
    datum.set("source", "context");
    const std::string& source = sources->list().front().text();
    datum.set("default", source.substr(source.find(':') + 1));
    datum.set("key", "x" + std::to_string(data.list().size() + 1));
    data.push(std::move(datum));
  }
  // What a survey reads and does not ask for, the page around it may know.
  for (const std::string& slug : missing) {
    if (data.list().size() >= 200) break;
    Value datum;
    datum.set("slug", slug);
    datum.set("input_type", "text");
    datum.set("source", "context");
    datum.set("key", tidy_slug(slug, "y" + std::to_string(data.list().size() + 1)));
    data.push(std::move(datum));
  }
  layer.extras = Value();
  layer.extras.set("initial_data", data);
}

}  // namespace

Value survey_definition(const At& root, const ImportNames& names, Notes& notes) {
  survey::Making making(root, notes);
  Draft draft;
  const std::string start = survey::make_pages(root, draft, making);
  draft.complete(start, notes);
  begin_filled(draft.layers().front(), making.missing(draft.layers()));
  notes.warn_of_rest(*root, root.pointer, kKnown, "the survey");

  Value funnel = begin_definition(names, own_text(root, "title"), text_at(root, "name"));
  const std::string description = own_text(root, "description");
  if (!description.empty()) {
    funnel.set("description", std::string(shortened(description, 4000)));
  }
  const std::string logo = own_text(root, "logo");
  if (!logo.empty() && follows(TextRule::url, logo)) {
    Value theme;
    theme.set("logo", logo);
    Value config;
    config.set("theme", theme);
    funnel.set("config", config);
  }
  Value::List languages;
  for (const std::string& language : making.languages()) languages.push_back(language);
  funnel.set("languages", Value(std::move(languages)));
  funnel.set("default_language", making.language());
  funnel.set("layers", draft.written());
  funnel.set("content", making.content(draft.layers()));
  return funnel;
}

}  // namespace tundish
