#include "export/flow_component.hpp"

#include <utility>

#include "support/utf8.hpp"
#include "tundish/codec.hpp"
#include "tundish/template.hpp"

namespace tundish::flow {

namespace {

constexpr std::size_t kHeading = 80;
constexpr std::size_t kBody = 4096;
constexpr std::size_t kLabel = 20;
constexpr std::size_t kGroupLabel = 30;
constexpr std::size_t kHelp = 80;
constexpr std::size_t kError = 30;
constexpr std::size_t kOption = 30;
constexpr std::size_t kMaxGroup = 20;
constexpr std::size_t kMaxDropdown = 200;
constexpr double kMaxArea = 600;
// Of what is sent with the answers; an endpoint could take more.
constexpr int kMaxFiles = 10;
constexpr std::size_t kDateLabel = 40;

/// What a Flow would read as an expression does not look like one.
std::string unread(std::string text) {
  for (std::size_t at = text.find("${"); at != std::string::npos; at = text.find("${", at)) {
    text.replace(at, 2, "$ {");
  }
  if (!text.empty() && text.front() == '`') text.front() = '\'';
  return text;
}

Value part(std::string_view type) {
  Value made;
  made.set("type", type);
  return made;
}

class Writer {
 public:
  Writer(const Layer& layer, const Component& component, const std::string& pointer, Making& making)
      : layer_(layer), component_(component), pointer_(pointer), making_(making) {}

  Value::List write();

 private:
  void message(const Message& message);
  void input(const Input& input);
  void text_input(const Input& input, Value& made);
  void number_input(const Input& input, Value& made);
  void choice(const Input& input);
  void files(const Input& input);
  void date(const Input& input);
  void refuse(std::string reason) { report(making_, Severity::error, pointer_, std::move(reason)); }
  void add_text(std::string_view type, std::string_view name, std::size_t most);
  void add_field(Value made, const Input& input, std::size_t most_label);
  std::string text(std::string_view name) const {
    return text_of(making_, layer_, component_, name);
  }

  const Layer& layer_;
  const Component& component_;
  const std::string& pointer_;
  Making& making_;
  Value::List parts_;
};

void Writer::add_text(std::string_view type, std::string_view name, std::size_t most) {
  const std::string written = text(name);
  if (written.empty()) return;
  Value made = part(type);
  made.set("text", fitted(written, most, pointer_, making_));
  parts_.push_back(std::move(made));
}

void Writer::message(const Message& message) {
  add_text("TextHeading", "title", kHeading);
  add_text("TextSubheading", "subtitle", kHeading);
  add_text("TextBody", "text", kBody);
  if (!message.image.empty()) {
    report(making_, Severity::warning, pointer_,
           "A Flow shows pictures that are inside it only, not from an address; this one is left "
           "out.");
  }
  const bool is_link = !message.url.empty();
  if (is_link) {
    report(making_, Severity::warning, pointer_, "The address is shown as a text.");
    Value made = part("TextBody");
    made.set("text", unread(message.url));
    parts_.push_back(std::move(made));
  }
}

void Writer::add_field(Value made, const Input& input, std::size_t most_label) {
  std::string label = text("label");
  if (label.empty()) label = text("text");
  if (label.empty()) label = input.slug;
  if (utf8::count_code_points(label) > most_label) {
    // What a label has no room for stands above it.
    Value above = part("TextBody");
    above.set("text", fitted(label, kBody, pointer_, making_));
    parts_.push_back(std::move(above));
    label = utf8::first_code_points(input.slug, most_label);
  }
  made.set("name", input.slug);
  made.set("label", fitted(label, most_label, pointer_, making_));
  made.set("required", input.mandatory);
  parts_.push_back(std::move(made));
}

void Writer::text_input(const Input& input, Value& made) {
  const Validations& rules = input.validations;
  const bool is_long = input.appearance == InputAppearance::long_ ||
                       input.appearance == InputAppearance::markdown ||
                       input.appearance == InputAppearance::full_formatted;
  made = part(is_long ? "TextArea" : "TextInput");
  if (!is_long) {
    std::string_view type = "text";
    if (input.appearance == InputAppearance::email) type = "email";
    if (input.appearance == InputAppearance::phone) type = "phone";
    if (input.appearance == InputAppearance::otp_code) type = "passcode";
    made.set("input-type", type);
    if (rules.min_length) made.set("min-chars", static_cast<double>(*rules.min_length));
    if (rules.max_length) made.set("max-chars", static_cast<double>(*rules.max_length));
    if (!rules.reg_ex.empty()) made.set("pattern", rules.reg_ex);
    const std::string error = text("error");
    if (!error.empty()) made.set("error-message", fitted(error, kError, pointer_, making_));
  } else if (rules.max_length) {
    const auto most = static_cast<double>(*rules.max_length);
    made.set("max-length", most < kMaxArea ? most : kMaxArea);
  }
  const std::string help = text("help");
  if (!help.empty()) made.set("helper-text", fitted(help, kHelp, pointer_, making_));
}

void Writer::number_input(const Input& input, Value& made) {
  made = part("TextInput");
  made.set("input-type", "number");
  const Validations& rules = input.validations;
  if (rules.min || rules.max || rules.step || rules.equal) {
    report(making_, Severity::warning, pointer_,
           "A Flow does not check bounds of numbers: they are judged when the answers come back.");
  }
}

void Writer::choice(const Input& input) {
  const bool is_multiple = input.validations.max_selected.value_or(1) > 1;
  if (input.appearance == InputAppearance::ranking) {
    return refuse("A Flow has nothing to rank with.");
  }
  if (input.allow_other) {
    return refuse("A Flow offers a fixed list: a text of one's own needs another input.");
  }
  const std::size_t count = input.options.size();
  const bool fits_group = count <= kMaxGroup;
  if (is_multiple && !fits_group) {
    return refuse("A CheckboxGroup has at most 20 options, this input has " +
                  std::to_string(count) + ".");
  }
  if (count > kMaxDropdown) {
    return refuse("A Dropdown has at most 200 options, this input has " + std::to_string(count) +
                  ".");
  }
  const bool is_dropdown = !fits_group || input.appearance == InputAppearance::dropdown;
  Value made = part(is_multiple ? "CheckboxGroup" : is_dropdown ? "Dropdown" : "RadioButtonsGroup");
  Value source{Value::List{}};
  for (const Option& option : input.options) {
    const std::string title = text("options." + option.value);
    Value one;
    one.set("id", option.value);
    one.set("title", fitted(title.empty() ? option.value : title, kOption, pointer_, making_));
    source.push(std::move(one));
  }
  made.set("data-source", source);
  if (is_multiple) {
    if (input.validations.min_selected) {
      made.set("min-selected-items", *input.validations.min_selected);
    }
    made.set("max-selected-items", *input.validations.max_selected);
  }
  add_field(std::move(made), input, is_dropdown && !is_multiple ? kLabel : kGroupLabel);
}

void Writer::files(const Input& input) {
  bool pictures = !input.validations.media_types.empty();
  for (const std::string& type : input.validations.media_types) {
    pictures = pictures && type.compare(0, 6, "image/") == 0;
  }
  if (input.appearance == InputAppearance::signature) {
    return refuse("A Flow has no field to sign in.");
  }
  const bool photo = pictures || input.appearance == InputAppearance::camera;
  Value made = part(photo ? "PhotoPicker" : "DocumentPicker");
  const int most = input.validations.max_files.value_or(1);
  made.set(photo ? "min-uploaded-photos" : "min-uploaded-documents", input.mandatory ? 1 : 0);
  made.set(photo ? "max-uploaded-photos" : "max-uploaded-documents",
           most < kMaxFiles ? most : kMaxFiles);
  if (most > kMaxFiles) {
    report(making_, Severity::warning, pointer_, "A Flow sends at most 10 files with its answers.");
  }
  add_field(std::move(made), input, kHelp);
  // Pickers have no `required`: the smallest number says it.
  Value::Object kept;
  for (const Value::Member& member : parts_.back().object()) {
    if (member.name != "required") kept.push_back(member);
  }
  parts_.back() = Value(std::move(kept));
}

void Writer::date(const Input& input) {
  Value made = part("DatePicker");
  const std::string help = text("help");
  if (!help.empty()) made.set("helper-text", fitted(help, kHelp, pointer_, making_));
  const Validations& rules = input.validations;
  const std::pair<const char*, const std::string*> bounds[] = {{"min-date", &rules.earliest},
                                                               {"max-date", &rules.latest}};
  for (const auto& [name, bound] : bounds) {
    if (bound->empty()) continue;
    if (bound->size() == 10 && (*bound)[4] == '-') {
      made.set(name, *bound);
      continue;
    }
    report(making_, Severity::warning, pointer_,
           "A Flow knows written dates only: this bound is judged when the answers come back.");
  }
  add_field(std::move(made), input, kDateLabel);
}

void Writer::input(const Input& input) {
  if (input.is_hidden) return;
  if (input.is_array) return refuse("A Flow has no list of answers to one question.");
  Value made;
  switch (input.input_type) {
    case InputType::text:
      text_input(input, made);
      return add_field(std::move(made), input, kLabel);
    case InputType::numeric:
      number_input(input, made);
      return add_field(std::move(made), input, kLabel);
    case InputType::boolean:
      return add_field(part("OptIn"), input, 120);
    case InputType::choice:
      return choice(input);
    case InputType::datetime:
      if (input.appearance == InputAppearance::date) {
        return date(input);
      }
      return refuse("A Flow asks for dates, not for times or ranges.");
    case InputType::file:
      return files(input);
    case InputType::matrix:
      return refuse("A Flow has no table; ask for every row on its own.");
    case InputType::location:
      return refuse("A Flow cannot ask for a place.");
  }
}

Value::List Writer::write() {
  if (const Message* one = component_.message()) message(*one);
  if (const Input* one = component_.input()) input(*one);
  if (component_.endpoint()) refuse("Without a server of its own a Flow asks no endpoint.");
  if (component_.auth()) refuse("WhatsApp has proven who the visitor is: leave the form out.");
  if (component_.visible_if.empty() || parts_.empty()) return std::move(parts_);
  const std::optional<std::string> shown = expression_of(component_.visible_if, making_);
  if (!shown) {
    refuse("A Flow shows parts under simple comparisons of its own answers only.");
    return {};
  }
  Value made = part("If");
  made.set("condition", *shown);
  made.set("then", Value(std::move(parts_)));
  return {std::move(made)};
}

}  // namespace

void report(Making& making, Severity severity, std::string pointer, std::string sentence) {
  Diagnostic one;
  one.code = severity == Severity::error ? "not_expressible" : "not_carried";
  one.severity = severity;
  one.place.pointer = std::move(pointer);
  one.sentence = std::move(sentence);
  making.diagnostics.push_back(std::move(one));
}

std::string fitted(const std::string& text, std::size_t most, const std::string& pointer,
                   Making& making) {
  std::string shown = unread(text);
  if (!template_names(text).empty()) {
    const Value none;
    shown = render_template(text, [&none](std::string_view) { return &none; });
    report(making, Severity::warning, pointer,
           "A Flow fills in no placeholders: they are left out of the text.");
  }
  if (utf8::count_code_points(shown) <= most) return shown;
  report(making, Severity::warning, pointer,
         "This text has at most " + std::to_string(most) + " characters in a Flow; it is cut.");
  return std::string(utf8::first_code_points(shown, most));
}

std::string text_of(const Making& making, const Layer& layer, const Component& component,
                    std::string_view part_name) {
  if (!making.content) return {};
  const std::string* text = find_text(*making.content, layer.id, component.id, part_name);
  return text ? *text : std::string();
}

Value::List parts_of(const Layer& layer, const Component& component, const std::string& pointer,
                     Making& making) {
  return Writer(layer, component, pointer, making).write();
}

}  // namespace tundish::flow
