#include <algorithm>
#include <utility>

#include "import/flow_names.hpp"
#include "import/flow_step.hpp"
#include "json/parse.hpp"
#include "parse/sentence.hpp"
#include "support/utf8.hpp"
#include "tundish/codec.hpp"
#include "tundish/funnel.hpp"
#include "tundish/import.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/template.hpp"

namespace tundish {

namespace {

constexpr std::string_view kLanguage = "en";
constexpr std::string_view kComponent = "question";
// Steps that a mistyped target is compared with, so that many of both stay quick.
constexpr std::size_t kMaxSuggestions = 200;
constexpr std::string_view kFarewell = "Thank you. Your reference code is {{ReferenceCode}}.";

/// A step and what became of it: `name` is its layer's id and its slug.
struct NamedStep {
  FlowStep step;
  std::string name;
  bool reached = false;
};

class DataFlow {
 public:
  explicit DataFlow(Findings& findings) : findings_(findings) {}

  void read(const json::Node& root);
  Value definition(std::string_view slug, std::string_view title);

 private:
  void add(FlowStep step);
  NamedStep* find(std::string_view id);
  std::string target_name(const FlowText& target);
  void mark_reached();
  Value next_of(const NamedStep& named);
  Value input_of(const NamedStep& named);
  Value options_of(const NamedStep& named);
  void add_text(const std::string& key, const FlowText& text);

  Findings& findings_;
  FlowNames names_;
  std::vector<NamedStep> steps_;
  Value texts_;
};

bool completes(std::string_view target) {
  return target.empty() || utf8::fold_case(target) == utf8::fold_case(kFlowComplete);
}

void DataFlow::read(const json::Node& root) {
  const At at{&root, ""};
  names_.reserve(kFlowComplete);
  if (root.items.size() >= static_cast<std::size_t>(kMaxLayers)) {
    return findings_.error("too_long", *at,
                           "A flow has at most " + std::to_string(kMaxLayers - 1) + " steps.");
  }
  if (root.kind == json::Kind::object) {
    if (std::optional<FlowStep> step = read_flow_step(at, 1, findings_)) add(std::move(*step));
  } else if (root.kind == json::Kind::list && !root.items.empty()) {
    for (std::size_t i = 0; i < root.items.size(); ++i) {
      std::optional<FlowStep> step = read_flow_step(at.item(i), i + 1, findings_);
      if (step) add(std::move(*step));
    }
  } else {
    findings_.error("wrong_type", *at, "A data collection flow is a list of steps, or one step.");
  }
  mark_reached();
}

void DataFlow::add(FlowStep step) {
  if (const NamedStep* first = find(step.id.text)) {
    Diagnostic warning;
    warning.code = "duplicate_id";
    warning.severity = Severity::warning;
    warning.place = step.id.place;
    warning.sentence = "There is a step " + quoted(step.id.text) +
                       " already; no answer can lead to this one and it is left out.";
    warning.related.push_back({first->step.id.place, "The first step of that id."});
    return findings_.add({std::move(warning)});
  }
  NamedStep named;
  named.name = names_.make(step.id.text);
  if (named.name != step.id.text) {
    warn(findings_, "id_changed", step.id.place,
         "The id " + quoted(step.id.text) + " is called " + quoted(named.name) +
             " in the funnel, where ids are letters, digits, _ and -.");
  }
  named.step = std::move(step);
  steps_.push_back(std::move(named));
}

NamedStep* DataFlow::find(std::string_view id) {
  for (NamedStep& named : steps_) {
    if (named.step.id.text == id) return &named;
  }
  return nullptr;
}

/// The layer that a target means. A step that is called like the end is hidden by it.
std::string DataFlow::target_name(const FlowText& target) {
  if (target.text == kFlowComplete) return std::string(kFlowComplete);
  if (const NamedStep* named = find(target.text)) return named->name;
  if (!completes(target.text)) {
    std::vector<std::string_view> known;
    for (const NamedStep& named : steps_) {
      if (known.size() < kMaxSuggestions) known.push_back(named.step.id.text);
    }
    warn(findings_, "unknown_target", target.place,
         "There is no step " + quoted(target.text) + "; the flow completes there." +
             did_you_mean(target.text, known));
  }
  return std::string(kFlowComplete);
}

void DataFlow::mark_reached() {
  std::vector<NamedStep*> waiting;
  const auto reach = [&waiting](NamedStep* named) {
    if (!named || named->reached) return;
    named->reached = true;
    waiting.push_back(named);
  };
  const auto follow = [&](const FlowText& target) {
    if (target.text != kFlowComplete) reach(find(target.text));
  };
  if (!steps_.empty()) reach(&steps_.front());
  while (!waiting.empty()) {
    const FlowStep& step = waiting.back()->step;
    waiting.pop_back();
    for (const FlowMapping& way : step.next_mapping) follow(way.target);
    follow(step.next);
  }
  for (const NamedStep& named : steps_) {
    if (named.reached) continue;
    warn(findings_, "unreachable_layer", named.step.id.place,
         "No answer leads to the step " + quoted(named.step.id.text) + ".");
  }
}

Value DataFlow::next_of(const NamedStep& named) {
  const bool chosen = named.step.type == FlowStepType::selection;
  Value jumps{Value::List{}};
  for (const FlowMapping& way : named.step.next_mapping) {
    Value condition;
    condition.set("slug", named.name);
    condition.set("operator", "==");
    condition.set("value", chosen ? option_value(way.answer.text) : way.answer.text);
    Value jump;
    jump.set("target", target_name(way.target));
    jump.set("conditions", Value::List{condition});
    jumps.push(jump);
  }
  const std::string target = target_name(named.step.next);
  if (jumps.list().empty()) return target;
  Value next;
  next.set("jumps", jumps);
  next.set("target", target);
  return next;
}

Value DataFlow::options_of(const NamedStep& named) {
  Value options{Value::List{}};
  std::vector<std::string> taken;
  for (const FlowText& written : named.step.options) {
    const std::string value = option_value(written.text);
    const bool again = std::find(taken.begin(), taken.end(), value) != taken.end();
    if (value != written.text) {
      warn(findings_, "option_changed", written.place,
           again
               ? "The option is like another after 200 characters and without control characters; "
                 "it is left out."
               : "The option is kept without control characters and up to 200 characters.");
    }
    if (again) continue;
    taken.push_back(value);
    Value option;
    option.set("value", value);
    options.push(option);
  }
  return options;
}

void DataFlow::add_text(const std::string& key, const FlowText& text) {
  const bool readable = check_template(text.text).empty();
  if (!readable) {
    warn(findings_, "template_syntax", text.place,
         "The braces of this text are no placeholder; it is shown as it stands.");
  }
  texts_.set(key, readable ? text.text : literal_template(text.text));
}

Value DataFlow::input_of(const NamedStep& named) {
  Value input;
  input.set("id", kComponent);
  input.set("type", "input");
  input.set("slug", named.name);
  input.set("mandatory", true);
  input.set("input_type", "text");
  switch (named.step.type) {
    case FlowStepType::text:
      break;
    case FlowStepType::phone:
      input.set("appearance", "phone");
      break;
    case FlowStepType::image: {
      input.set("input_type", "file");
      input.set("appearance", "media");
      Value validations;
      validations.set("media_types", Value::List{"image/*"});
      input.set("validations", validations);
      break;
    }
    case FlowStepType::selection:
      input.set("input_type", "choice");
      input.set("appearance", "buttons");
      input.set("options", options_of(named));
      break;
  }
  add_text(named.name + "." + std::string(kComponent) + ".label", named.step.question);
  return input;
}

Value DataFlow::definition(std::string_view slug, std::string_view title) {
  Value layers{Value::List{}};
  for (const NamedStep& named : steps_) {
    Value layer;
    layer.set("id", named.name);
    layer.set("type", layers.list().empty() ? "start" : "intermediate");
    layer.set("components", Value::List{input_of(named)});
    layer.set("next", next_of(named));
    layers.push(layer);
  }
  Value farewell;
  farewell.set("id", "message");
  farewell.set("type", "message");
  texts_.set(std::string(kFlowComplete) + ".message.text", kFarewell);
  Value last;
  last.set("id", kFlowComplete);
  last.set("type", "result");
  last.set("components", Value::List{farewell});
  layers.push(last);

  Value config;
  config.set("max_reasks", 0);
  Value content;
  content.set(kLanguage, texts_);
  Value funnel;
  funnel.set("tundish", kFormatVersion);
  funnel.set("slug", slug);
  funnel.set("title", title);
  funnel.set("channel", "whatsapp");
  funnel.set("channels", Value::List{"whatsapp", "web_chat", "web"});
  funnel.set("config", config);
  funnel.set("layers", layers);
  funnel.set("content", content);
  return funnel;
}

}  // namespace

Result<Imported> import_data_flow(std::string_view json, std::string_view slug,
                                  std::string_view title) {
  Result<json::Document> document = json::parse(json);
  if (!document) return unexpected(document.error());
  Findings findings;
  DataFlow flow(findings);
  flow.read(document->root);
  const Value definition = flow.definition(slug, title);
  Diagnostics found = findings.take(&document->root);
  if (has_errors(found)) return unexpected(std::move(found));
  // What no check above knows (a question of 20,001 characters) is found by the one parser.
  Result<Funnel> funnel = parse_funnel(to_json(definition));
  if (!funnel) {
    for (Diagnostic& fault : funnel.error()) {
      fault.sentence = "In the funnel at " + fault.place.pointer + ": " + fault.sentence;
      fault.place = Place{"", document->root.position.line, document->root.position.column};
      found.push_back(std::move(fault));
    }
    return unexpected(std::move(found));
  }
  return Imported{to_json(*funnel), std::move(found)};
}

}  // namespace tundish
