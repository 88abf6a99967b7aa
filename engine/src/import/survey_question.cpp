#include <algorithm>
#include <utility>

#include "import/members.hpp"
#include "import/survey_making.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"

namespace tundish::survey {

namespace {

struct TextKind {
  std::string_view written, input_type, appearance;
};

constexpr TextKind kTexts[] = {{"email", "text", "email"},
                               {"tel", "text", "phone"},
                               {"url", "text", "url"},
                               {"number", "numeric", ""},
                               {"range", "numeric", "slider"},
                               {"date", "datetime", "date"},
                               {"datetime-local", "datetime", "datetime"},
                               {"datetime", "datetime", "datetime"},
                               {"time", "datetime", "time"}};

/// What of a question is read somewhere; the rest is told.
const std::vector<std::string_view> kKnown = {"type",
                                              "name",
                                              "title",
                                              "description",
                                              "isRequired",
                                              "requiredIf",
                                              "visibleIf",
                                              "enableIf",
                                              "readOnly",
                                              "visible",
                                              "defaultValue",
                                              "validators",
                                              "placeholder",
                                              "placeHolder",
                                              "inputType",
                                              "hasOther",
                                              "showOtherItem",
                                              "otherText",
                                              "hasNone",
                                              "showNoneItem",
                                              "noneText",
                                              "showRefuseItem",
                                              "refuseText",
                                              "showDontKnowItem",
                                              "dontKnowText",
                                              "choices",
                                              "choicesOrder",
                                              "choicesByUrl",
                                              "choicesFromQuestion",
                                              "maxLength",
                                              "minLength",
                                              "min",
                                              "max",
                                              "step",
                                              "rateMin",
                                              "rateMax",
                                              "rateStep",
                                              "choicesMin",
                                              "choicesMax",
                                              "choicesStep",
                                              "rateCount",
                                              "rateValues",
                                              "rateType",
                                              "minRateDescription",
                                              "maxRateDescription",
                                              "minSelectedChoices",
                                              "maxSelectedChoices",
                                              "rows",
                                              "columns",
                                              "items",
                                              "allowMultiple",
                                              "acceptedTypes",
                                              "maxSize",
                                              "html",
                                              "imageLink",
                                              "altText",
                                              "expression",
                                              "multiSelect",
                                              "requiredErrorText",
                                              "elements",
                                              "templateElements",
                                              "colCount",
                                              "startWithNewLine",
                                              "showCommentArea",
                                              "hasComment",
                                              "commentText",
                                              "cellType",
                                              "storeDataAsText",
                                              "autoGrow",
                                              "score",
                                              "titleLocation",
                                              "width",
                                              "minWidth",
                                              "maxWidth",
                                              "showClearButton",
                                              "searchEnabled",
                                              "displayMode",
                                              "swapOrder",
                                              "labelTrue",
                                              "labelFalse",
                                              "carryForward"};

void make_rating(const Part& part, Value& input, Making& making) {
  const std::string key = part.layer + "." + part.id;
  Value options = options_of(part.at, "rateValues", key + ".options", making);
  if (!options.list().empty()) {
    input.set("input_type", "choice");
    input.set("appearance", "buttons");
    return input.set("options", options);
  }
  const double least = number_at(part.at, "rateMin").value_or(1);
  const double count = number_at(part.at, "rateCount").value_or(5);
  const double most = number_at(part.at, "rateMax").value_or(least + count - 1);
  input.set("input_type", "numeric");
  input.set("appearance", least == 0 && most == 10 ? "nps" : "rating");
  input.set("min", least);
  input.set("max", most > least ? most : least + 1);
  const std::optional<double> step = number_at(part.at, "rateStep");
  if (step && *step > 0) input.set("step", *step);
  for (const std::string_view member : {"minRateDescription", "maxRateDescription"}) {
    making.add_text(key + ".help", part.at, member);
  }
}

void make_file(const Part& part, Value& input, Making& making) {
  input.set("input_type", "file");
  if (flag_at(part.at, "allowMultiple")) input.set("max_files", 100);
  const std::optional<double> size = number_at(part.at, "maxSize");
  if (size && *size >= 1 && *size < 9e15)
    input.set("max_bytes", static_cast<double>(static_cast<std::int64_t>(*size)));
  Value types{Value::List{}};
  const std::string written = text_at(part.at, "acceptedTypes");
  if (written.find('.') != std::string::npos || written.find('/') == std::string::npos) {
    if (!written.empty()) {
      making.notes.warn("not_carried", place_at(part.at, "acceptedTypes"),
                        "Files are told by media types here, not by their names; every file is "
                        "taken.");
    }
    return;
  }
  for (std::size_t at = 0; at < written.size();) {
    std::size_t end = written.find(',', at);
    if (end == std::string::npos) end = written.size();
    std::string one = written.substr(at, end - at);
    one.erase(0, one.find_first_not_of(' ') == std::string::npos ? one.size()
                                                                 : one.find_first_not_of(' '));
    const auto& known = types.list();
    const bool is_known = std::find(known.begin(), known.end(), Value(one)) != known.end();
    const bool fits = follows(TextRule::media_type, one) && one.size() < 128;
    if (fits && one != "*/*" && !is_known && known.size() < 100) types.push(one);
    at = end + 1;
  }
  if (!types.list().empty()) input.set("media_types", types);
}

void make_text(const Part& part, Value& input, Making& making) {
  const std::string written = text_at(part.at, "inputType");
  input.set("input_type", "text");
  for (const TextKind& kind : kTexts) {
    if (kind.written != written) continue;
    input.set("input_type", kind.input_type);
    if (!kind.appearance.empty()) input.set("appearance", kind.appearance);
    return;
  }
  if (written.empty() || written == "text") return;
  making.notes.warn("not_carried", place_at(part.at, "inputType"),
                    quoted(written) + " is a plain text here.");
}

void make_boolean(const Part& part, Value& input, Making& making) {
  input.set("input_type", "boolean");
  for (const std::string_view label : {"labelTrue", "labelFalse"}) {
    if (!part.at.find(label)) continue;
    making.notes.warn("not_carried", place_at(part.at, label),
                      "Yes and no are called by the player; this label is left out.");
  }
}

/// A message that stands where the question stood.
void add_message(const Part& part, std::string_view member, DraftLayer& layer, Making& making) {
  Value message;
  message.set("id", part.id);
  message.set("type", "message");
  if (!part.shown_if.empty()) message.set("visible_if", Value(part.shown_if));
  const std::string key = part.layer + "." + part.id;
  if (member == "html") {
    making.add_html(message, key + ".text", part.at, member);
  } else {
    making.add_text(key + (member == "title" ? ".text" : ".alt"), part.at, member);
  }
  if (text_at(part.at, "type") == "image") {
    const std::string image = text_at(part.at, "imageLink");
    if (!follows(TextRule::url, image) || image.empty()) {
      making.forget(key + ".");
      return making.notes.warn("url", place_at(part.at, "imageLink"),
                               "The picture's address cannot be used; it is left out.");
    }
    message.set("appearance", "image");
    message.set("image", image);
  }
  layer.components.push_back(std::move(message));
}

void add_expression(const Part& part, DraftLayer& layer, Making& making) {
  const std::optional<Formula> formula = making.formula(part.at, "expression");
  if (!formula) return;
  Value calculation;
  calculation.set("slug", part.slug);
  calculation.set("logic", logic_of(*formula));
  layer.calculations.push_back(std::move(calculation));
  making.notes.warn("not_carried", part.at.place(),
                    "What is computed is known when the page is left; it is not shown on it.");
}

/// Several texts under one title are inputs of their own.
void add_texts(const Part& part, DraftLayer& layer, Making& making) {
  for (const At& item : items_at(part.at, "items")) {
    if (item->kind != json::Kind::object) continue;
    const std::string name = text_at(item, "name");
    Part one{item, part.layer, {}, {}, part.shown_if};
    one.slug = making.slug_for(text_at(part.at, "name") + "." + name);
    one.id = part_id(layer.components, tidy_id(one.slug, "text"));
    Value input;
    make_text(one, input, making);
    finish_input(one, std::move(input), layer, making);
  }
}

void add_panel(const Part& part, const std::string& type, DraftLayer& layer, Making& making) {
  const bool is_repeated = type == "paneldynamic";
  if (is_repeated) {
    making.notes.warn("not_carried", part.at.place(),
                      "Panels that are repeated have no counterpart; this one is asked once.");
  }
  making.notes.warn_of_rest(
      *part.at, part.at.pointer,
      {"type", "name", "title", "elements", "templateElements", "visibleIf", "enableIf", "visible",
       "startWithNewLine", "width", "minWidth", "maxWidth", "colCount"},
      "a panel");
  if (part.at.find("title")) add_message(part, "title", layer, making);
  for (const At& element : items_at(part.at, is_repeated ? "templateElements" : "elements")) {
    add_element(element, part.shown_if, layer, making);
  }
}

void add_question(const Part& part, const std::string& type, DraftLayer& layer, Making& making) {
  making.notes.warn_of_rest(*part.at, part.at.pointer, kKnown, "a question");
  if (type == "html") return add_message(part, "html", layer, making);
  if (type == "image") {
    return add_message(part, part.at.find("altText") ? "altText" : "text", layer, making);
  }
  if (type == "expression") return add_expression(part, layer, making);
  if (type == "multipletext") return add_texts(part, layer, making);
  if (type.compare(0, 6, "matrix") == 0) return add_matrix(part, type, layer, making);
  Value input;
  if (make_input(part, type, input, making)) {
    finish_input(part, std::move(input), layer, making);
  }
}

}  // namespace

bool make_input(const Part& part, const std::string& type, Value& input, Making& making) {
  if (make_choice(part, type, input, making)) return true;
  if (type == "rating") {
    make_rating(part, input, making);
  } else if (type == "slider") {
    input.set("input_type", "numeric");
    input.set("appearance", "slider");
  } else if (type == "boolean") {
    make_boolean(part, input, making);
  } else if (type == "file") {
    make_file(part, input, making);
  } else if (type == "signaturepad") {
    input.set("input_type", "file");
    input.set("appearance", "signature");
  } else if (type == "comment") {
    input.set("input_type", "text");
    input.set("appearance", "long");
  } else if (type == "text" || type.empty()) {
    make_text(part, input, making);
  } else {
    making.notes.warn(
        "unknown_word", place_at(part.at, "type"),
        "There is no question of the type " + quoted(type) + " here; any text is an answer.");
    input.set("input_type", "text");
  }
  return true;
}

void add_element(const At& element, const Value::List& shown_if, DraftLayer& layer,
                 Making& making) {
  if (element->kind != json::Kind::object) return;
  const std::string type = text_at(element, "type");
  const std::string name = text_at(element, "name");
  if (layer.components.size() > 180) {
    return making.notes.warn("too_long", element.place(),
                             "A page has at most 180 parts here; this one is left out.");
  }
  Part part{element, layer.id, {}, {}, shown_if};
  part.slug = making.slug_for(name.empty() ? type : name);
  part.id = part_id(layer.components, tidy_id(part.slug, "question"));
  if (const std::optional<At> visible = element.find("visible", json::Kind::boolean)) {
    if (!(*visible)->boolean && !element.find("visibleIf")) {
      return making.notes.warn("not_carried", visible->place(),
                               "A question that is never visible is left out.");
    }
  }
  for (const std::string_view member : {"visibleIf", "enableIf"}) {
    const std::optional<Value> shown = making.conditions(element, member);
    if (!shown) continue;
    part.shown_if.push_back(shown->list().front());
    if (member == "enableIf") {
      making.notes.warn("not_carried", place_at(element, member),
                        "What cannot be answered is not shown here.");
    }
  }
  const bool is_panel = type == "panel" || type == "paneldynamic" || type == "flowpanel";
  is_panel ? add_panel(part, type, layer, making) : add_question(part, type, layer, making);
}

}  // namespace tundish::survey
