#include "export/flow_component.hpp"

#include <algorithm>
#include <utility>

#include "support/utf8.hpp"
#include "tundish/codec.hpp"
#include "tundish/markdown.hpp"
#include "tundish/template.hpp"

namespace tundish::flow {

namespace {

constexpr std::size_t kHeading = 80;
constexpr std::size_t kBody = 4096;
constexpr std::size_t kLabel = 20;
constexpr std::size_t kGroupLabel = 30;
constexpr std::size_t kHelp = 80;
constexpr std::size_t kDescription = 300;
constexpr std::size_t kCaption = 409;
constexpr std::size_t kConsent = 120;
constexpr std::size_t kOption = 30;
constexpr std::size_t kMaxGroup = 20;
constexpr std::size_t kMaxDropdown = 200;
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
      : layer_(layer),
        component_(component),
        here_(on_channel(component, Channel::whatsapp)),
        pointer_(pointer),
        making_(making) {}

  Value::List write();

 private:
  void message(const Message& message);
  void input(const Input& input);
  void text_input(const Input& input, Value& made);
  void number_input(Value& made);
  void choice(const Input& input);
  void files(const Input& input);
  void date(const Input& input);
  void refuse(std::string reason) { report(making_, Severity::error, pointer_, std::move(reason)); }
  void add_text(std::string_view type, std::string_view name, std::size_t most);
  void add_markdown();
  void add_field(Value made, const Input& input, std::size_t most_label);
  void add_help(std::string_view name, std::size_t most, Value& made);
  std::string text(std::string_view name) const {
    return text_of(making_, layer_, component_, name);
  }

  const Layer& layer_;
  const Component& component_;
  const Component& here_;  // what of it stands on WhatsApp
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

/// In plain words: addresses stand behind what leads to them.
void Writer::add_markdown() {
  const RichText rich = parse_markdown(text("text"));
  const std::string written = plain_words(rich);
  if (written.empty()) return;
  const bool is_plain = std::all_of(rich.begin(), rich.end(), [](const RichBlock& block) {
    return block.runs == std::vector<RichRun>{RichRun{block.runs[0].text, false, false, {}}};
  });
  if (!is_plain) {
    report(making_, Severity::warning, pointer_,
           "A Flow shows this text without bold and italic letters, and its links as addresses.");
  }
  Value made = part("TextBody");
  made.set("text", fitted(written, kBody, pointer_, making_));
  parts_.push_back(std::move(made));
}

void Writer::message(const Message& message) {
  add_text("TextHeading", "title", kHeading);
  add_text("TextSubheading", "subtitle", kHeading);
  if (message.markup == Markup::markdown) {
    add_markdown();
  } else {
    add_text("TextBody", "text", kBody);
  }
  if (!message.image.empty()) {
    report(making_, Severity::warning, pointer_,
           "A Flow shows pictures that are inside it only, not from an address; this one is left "
           "out.");
  }
  const bool is_link = !message.url.empty();
  if (is_link) {
    const bool is_file = message.appearance == MessageAppearance::asset ||
                         message.appearance == MessageAppearance::media;
    report(making_, Severity::warning, pointer_,
           is_file ? "A Flow attaches no file: its address is shown as a text."
                   : "The address is shown as a text.");
    Value made = part("TextBody");
    made.set("text", unread(message.url));
    parts_.push_back(std::move(made));
  }
}

void Writer::add_field(Value made, const Input& input, std::size_t most_label) {
  std::string label = text("label");
  if (label.empty()) {
    label = text("text");
  } else {
    add_text("TextBody", "text", kBody);
  }
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

void Writer::add_help(std::string_view name, std::size_t most, Value& made) {
  const std::string help = text("help");
  if (!help.empty()) made.set(name, fitted(help, most, pointer_, making_));
}

void Writer::text_input(const Input& input, Value& made) {
  const Validations& rules = input.validations;
  made = part(is_area(input) ? "TextArea" : "TextInput");
  if (!is_area(input)) {
    std::string_view type = "text";
    if (input.appearance == InputAppearance::email) type = "email";
    if (input.appearance == InputAppearance::phone) type = "phone";
    if (input.appearance == InputAppearance::otp_code) type = "passcode";
    made.set("input-type", type);
    if (rules.min_length) made.set("min-chars", static_cast<double>(*rules.min_length));
    if (rules.max_length) made.set("max-chars", static_cast<double>(*rules.max_length));
    if (takes_pattern(input, text("help"))) made.set("pattern", rules.reg_ex);
  } else if (rules.max_length) {
    made.set("max-length", static_cast<double>(std::min(*rules.max_length, kMaxArea)));
  }
  add_help("helper-text", kHelp, made);
}

void Writer::number_input(Value& made) {
  made = part("TextInput");
  made.set("input-type", "number");
  add_help("helper-text", kHelp, made);
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
  const bool is_group = is_multiple || !is_dropdown;
  if (is_group) add_help("description", kDescription, made);
  if (is_multiple) {
    if (input.validations.min_selected) {
      made.set("min-selected-items", *input.validations.min_selected);
    }
    made.set("max-selected-items", *input.validations.max_selected);
  }
  add_field(std::move(made), input, is_group ? kGroupLabel : kLabel);
  if (!is_group) add_text("TextCaption", "help", kCaption);
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
  add_help("description", kDescription, made);
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
  add_help("helper-text", kHelp, made);
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
      number_input(made);
      return add_field(std::move(made), input, kLabel);
    case InputType::boolean:
      add_field(part("OptIn"), input, kConsent);
      // A box that must be ticked has one answer only: right for a consent alone.
      if (input.appearance != InputAppearance::consent) parts_.back().set("required", false);
      return add_text("TextCaption", "help", kCaption);
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
  if (const Message* one = here_.message()) message(*one);
  if (const Input* one = here_.input()) input(*one);
  if (here_.endpoint()) refuse("Without a server of its own a Flow asks no endpoint.");
  if (here_.auth()) refuse("WhatsApp has proven who the visitor is: leave the form out.");
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

bool is_area(const Input& input) {
  return input.appearance == InputAppearance::long_ ||
         input.appearance == InputAppearance::markdown ||
         input.appearance == InputAppearance::full_formatted;
}

bool takes_pattern(const Input& input, const std::string& help) {
  const bool is_plain = input.appearance != InputAppearance::email &&
                        input.appearance != InputAppearance::phone && !is_area(input);
  return is_plain && !help.empty() && !input.validations.reg_ex.empty();
}

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
  const Definition& definition = making.definition;
  for (const Content* content :
       {making.content, find_content(definition, definition.default_language)}) {
    if (!content) continue;
    const Channel channel = Channel::whatsapp;
    if (const std::string* text = find_text(*content, layer.id, component, channel, part_name)) {
      return *text;
    }
  }
  return {};
}

Value::List parts_of(const Layer& layer, const Component& component, const std::string& pointer,
                     Making& making) {
  return Writer(layer, component, pointer, making).write();
}

}  // namespace tundish::flow
