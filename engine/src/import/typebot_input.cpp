#include <algorithm>
#include <cmath>
#include <utility>

#include "expression/iso_date.hpp"
#include "import/members.hpp"
#include "import/typebot_making.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"

namespace tundish::typebot {

namespace {

using Known = std::vector<std::string_view>;

constexpr double kMaxRating = 100;
constexpr double kMaxFiles = 100;

/// An input that is being made of a block.
class InputMaker {
 public:
  InputMaker(const Block& block, std::string slug, Making& making)
      : block_(block), options_(object_at(block.at, "options")), making_(making) {
    input_.set("slug", slug);
    slug_ = std::move(slug);
    input_.set("type", "input");
  }

  std::vector<ItemWay> ways;

  Value make();

 private:
  void make_text();
  void make_number();
  void make_date();
  void make_rating();
  void make_choice();
  void make_file();
  void set_media_types();
  void make_payment();
  void choose(std::string_view input_type, std::string_view appearance) {
    input_.set("input_type", input_type);
    if (!appearance.empty()) input_.set("appearance", appearance);
  }
  void set_number(std::string_view from, std::string_view to);
  void set_date(std::string_view name);
  void set_words();
  bool flag(std::string_view name) const { return options_ && flag_at(*options_, name); }
  void note_rest(Known known);

  const Block& block_;
  std::optional<At> options_;
  Making& making_;
  std::string slug_;
  Value input_, validations_;
  bool mandatory_ = true;
};

struct TextKind {
  std::string_view type, appearance;
};

constexpr TextKind kTexts[] = {{"text input", ""},
                               {"email input", "email"},
                               {"url input", "url"},
                               {"phone number input", "phone"},
                               {"otp input", "otp_code"}};

void InputMaker::note_rest(Known known) {
  if (!options_) return;
  known.insert(known.end(), {"variableId", "labels", "retryMessageContent", "inputMode"});
  making_.notes.warn_of_rest(**options_, options_->pointer, known,
                             "a block of the type " + quoted(block_.type));
}

void InputMaker::make_text() {
  std::string_view appearance;
  for (const TextKind& kind : kTexts) {
    if (kind.type == block_.type) appearance = kind.appearance;
  }
  if (flag("isLong")) appearance = "long";
  choose("text", appearance);
  note_rest({"isLong"});
}

void InputMaker::set_number(std::string_view from, std::string_view to) {
  if (!options_ || !options_->find(from)) return;
  const std::optional<double> number = number_at(*options_, from);
  if (number && (to != "step" || *number > 0)) return validations_.set(to, *number);
  const std::string written = text_at(*options_, from);
  if (written.empty() || written == "any") return;
  making_.notes.warn("not_carried", place_at(*options_, from),
                     quoted(written) + " is no number; the bound is left out.");
}

void InputMaker::make_number() {
  choose("numeric", "");
  set_number("min", "min");
  set_number("max", "max");
  set_number("step", "step");
  const Value* least = validations_.find("min");
  const Value* most = validations_.find("max");
  if (least && most && least->number() > most->number()) {
    making_.notes.warn("not_carried", options_->place(),
                       "The bounds exclude each other; they are left out.");
    validations_ = Value();
  }
  note_rest({"min", "max", "step"});
}

void InputMaker::set_date(std::string_view name) {
  const std::string written = options_ ? text_at(*options_, name) : std::string();
  if (written.empty()) return;
  const auto date = parse_iso_date(written);
  const Value* earliest = name == "max" ? validations_.find("min") : nullptr;
  const bool is_swapped = date && earliest && *date < *parse_iso_date(earliest->text());
  if (date && !is_swapped) return validations_.set(name, written);
  making_.notes.warn("not_carried", place_at(*options_, name),
                     quoted(written) + (is_swapped ? " is before `min`; it is left out."
                                                   : " is no date as ISO 8601 writes it; it is "
                                                     "left out."));
}

/// Conversations cannot show a calendar: there the date is typed.
void InputMaker::make_date() {
  const bool is_time = block_.type == "time input";
  std::string_view appearance = is_time ? "time" : "date";
  const char* pattern = is_time ? "[0-2]?\\d[:.]?[0-5]\\d.*" : ".*\\d.*";
  if (!is_time && flag("hasTime")) appearance = "datetime";
  if (!is_time && flag("isRange")) appearance = "range";
  choose("datetime", appearance);
  if (!is_time) {
    set_date("min");
    set_date("max");
  }
  Value validations;
  validations.set("reg_ex", pattern);
  Value typed;
  typed.set("type", "input");
  typed.set("input_type", "text");
  typed.set("slug", slug_);
  typed.set("mandatory", true);
  typed.set("validations", validations);
  Value alternatives;
  alternatives.set("web_chat", typed);
  input_.set("alternatives", alternatives);
  note_rest(is_time ? Known{} : Known{"hasTime", "isRange", "min", "max"});
}

void InputMaker::make_rating() {
  const double length = options_ ? number_at(*options_, "length").value_or(10) : 10;
  const bool has_icons = options_ && text_at(*options_, "buttonType") == "Icons";
  const double first = options_ ? number_at(*options_, "startsAt").value_or(0) : 0;
  const double least = has_icons ? 1 : std::trunc(std::fmax(std::fmin(first, 99), -99));
  const double most = std::fmin(std::fmax(std::trunc(length), least), kMaxRating);
  choose("numeric", least == 0 && most == 10 ? "nps" : "rating");
  validations_.set("min", std::fmin(least, most));
  validations_.set("max", most);
  if (most < length ||
      (options_ && !text_at(*options_, "startsAt").empty() && !number_at(*options_, "startsAt"))) {
    making_.notes.warn("not_carried", options_->place(),
                       "The grades go from " + std::to_string(static_cast<int>(least)) + " to " +
                           std::to_string(static_cast<int>(most)) + " here.");
  }
  note_rest({"length", "buttonType", "startsAt"});
}

void InputMaker::make_choice() {
  const bool is_multiple = flag("isMultipleChoice");
  Choice choice = choice_of(block_, slug_, is_multiple, making_);
  std::optional<At> dynamic =
      options_ ? options_->find("dynamicVariableId", json::Kind::text) : std::nullopt;
  const std::optional<At> items = options_ ? object_at(*options_, "dynamicItems") : std::nullopt;
  if (items && flag_at(*items, "isEnabled")) dynamic = items;
  if (dynamic) {
    making_.notes.warn(
        "not_carried", dynamic->place(),
        "Options that come from a variable have no counterpart; " +
            std::string(choice.options.list().empty() ? "any text is an answer."
                                                      : "the written ones are offered."));
  }
  note_rest({"isMultipleChoice", "isSearchable", "dynamicVariableId", "dynamicItems",
             "saveResponseMapping"});
  if (choice.options.list().empty()) return choose("text", "");
  ways = std::move(choice.ways);
  const bool has_pictures = block_.type != "choice input";
  choose("choice", has_pictures ? "cards" : flag("isSearchable") ? "dropdown" : "buttons");
  if (is_multiple) {
    const std::size_t count = choice.options.list().size();
    if (count > 1) validations_.set("max_selected", static_cast<double>(count));
  }
  input_.set("options", choice.options);
}

void InputMaker::set_media_types() {
  const std::optional<At> allowed =
      options_ ? object_at(*options_, "allowedFileTypes") : std::nullopt;
  if (!allowed || !flag_at(*allowed, "isEnabled")) return;
  Value types{Value::List{}};
  for (const At& type : items_at(*allowed, "types")) {
    const Value written(type->text);
    const auto& known = types.list();
    const bool is_known = std::find(known.begin(), known.end(), written) != known.end();
    if (follows(TextRule::media_type, type->text) && type->text.size() < 128) {
      if (!is_known && known.size() < 100) types.push(written);
      continue;
    }
    return making_.notes.warn("not_carried", allowed->place(),
                              "Files are told by media types here, not by their names; every file "
                              "is taken.");
  }
  if (!types.list().empty()) validations_.set("media_types", types);
}

void InputMaker::make_file() {
  choose("file", "media");
  mandatory_ = !options_ || !options_->find("isRequired") || flag("isRequired");
  if (flag("isMultipleAllowed")) validations_.set("max_files", kMaxFiles);
  const std::optional<double> megabytes =
      options_ ? number_at(*options_, "sizeLimit") : std::nullopt;
  if (megabytes && *megabytes > 0 && *megabytes < 1e6) {
    validations_.set("max_bytes", std::ceil(*megabytes * 1024 * 1024));
  }
  set_media_types();
  note_rest({"isRequired", "isMultipleAllowed", "sizeLimit", "allowedFileTypes"});
}

void InputMaker::make_payment() {
  choose("boolean", "consent");
  making_.notes.warn("not_carried", block_.at.place(),
                     "A payment has no counterpart; here the visitor says that it was made.");
}

void InputMaker::set_words() {
  if (!options_) return;
  const Place place = options_->place();
  const std::string error = text_at(*options_, "retryMessageContent");
  set_text(input_, "error", making_.slugs.template_of(error, place));
  const std::optional<At> labels = object_at(*options_, "labels");
  if (!labels) return;
  set_text(input_, "placeholder",
           making_.slugs.template_of(text_at(*labels, "placeholder"), labels->place()));
  std::string help = text_at(*labels, "left");
  const std::string right = text_at(*labels, "right");
  if (!help.empty() && !right.empty()) help += " \xE2\x80\xA6 ";
  set_text(input_, "help", making_.slugs.template_of(help + right, labels->place()));
  making_.notes.warn_of_rest(**labels, labels->pointer, {"placeholder", "left", "right"},
                             "the labels");
}

Value InputMaker::make() {
  const std::string& type = block_.type;
  set_words();
  const std::string_view answer = input_type_of(block_);
  if (type == "number input") {
    make_number();
  } else if (answer == "datetime") {
    make_date();
  } else if (type == "rating input") {
    make_rating();
  } else if (answer == "file") {
    make_file();
  } else if (answer == "boolean") {
    make_payment();
  } else if (answer == "choice" || type == "choice input" || type == "picture choice input" ||
             type == "cards input") {
    make_choice();
  } else {
    make_text();
  }
  if (mandatory_) input_.set("mandatory", true);
  if (validations_.is_object()) input_.set("validations", validations_);
  return std::move(input_);
}

/// Cards may write more than one variable; one of them is the answer.
void note_mappings(const Block& block, Making& making) {
  const std::optional<At> options = object_at(block.at, "options");
  if (!options) return;
  for (const At& mapping : items_at(*options, "saveResponseMapping")) {
    making.notes.warn("not_carried", mapping.place(),
                      "Which card was chosen is the answer; its parts are no variables here.");
  }
}

}  // namespace

InputWays add_input(DraftLayer& layer, BlockIndex index, Making& making) {
  const Block& block = making.bot.blocks()[index];
  const Slugs::AnswerSlugs slugs = making.slugs.answer_of(index);
  InputMaker maker(block, slugs.slug, making);
  Value input = maker.make();
  note_mappings(block, making);
  input.set("id", part_id(layer.components, "answer"));
  layer.components.push_back(std::move(input));
  const Value* offered = layer.components.back().find("options");
  layer.asks = true;
  if (!slugs.variable.empty()) {
    Value source;
    source.set("var", slugs.slug);
    Value copy;
    copy.set("slug", slugs.variable);
    copy.set("logic", source);
    layer.calculations.push_back(std::move(copy));
  }
  const std::size_t count = offered ? offered->list().size() : 0;
  const bool leads_everywhere = count > 0 && maker.ways.size() == count;
  return {std::move(maker.ways), leads_everywhere};
}

}  // namespace tundish::typebot
