#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "export/flow_component.hpp"
#include "support/pointer.hpp"
#include "tundish/codec.hpp"

namespace tundish {

namespace {

using flow::Making;

constexpr std::string_view kVersion = "7.1";
constexpr std::size_t kMaxParts = 50;
constexpr std::size_t kMaxTitle = 30;
constexpr std::size_t kMaxFooter = 35;
constexpr std::size_t kMaxConsents = 5;

bool is_screen(const Layer& layer) {
  return layer.type == LayerType::start || layer.type == LayerType::intermediate ||
         layer.type == LayerType::result;
}

/// Where a Flow ends.
bool is_end(const Layer& layer) {
  return layer.type == LayerType::result || layer.type == LayerType::fatalistic;
}

/// Letters and underscores alone name a screen.
std::string screen_name(const std::string& id, std::size_t number) {
  std::string name;
  for (const char c : id) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    name += is_letter ? static_cast<char>(c & ~0x20) : '_';
  }
  name += "_";
  for (std::size_t rest = number + 1; rest > 0; rest /= 26) {
    name += static_cast<char>('A' + (rest % 26));
  }
  return name;
}

class FlowWriter {
 public:
  FlowWriter(const Funnel& funnel, const Content* content);
  Exported write();

 private:
  Value screen(std::size_t layer);
  Value footer(std::size_t layer, LayerIndex target, const std::string& label);
  Value::List footers(std::size_t layer);
  Value::List branches(std::size_t layer, const Navigation& ways, const std::string& label,
                       const std::string& pointer);
  Value answers() const;
  Value routing() const;
  bool is_target(std::size_t layer) const;
  void check_order();
  std::vector<bool> reached() const;
  std::string field(const std::string& slug) const;
  void refuse(std::string pointer, std::string reason) {
    report(making_, Severity::error, std::move(pointer), std::move(reason));
  }
  std::optional<std::string> field_of(const std::string& slug) const;

  const Definition& definition_;
  Diagnostics diagnostics_;
  Making making_;
  std::vector<std::string> names_;
  std::map<std::string, std::vector<std::size_t>> fields_;  // screens that ask for a slug
  std::set<std::string> lists_;                             // slugs that no `If` compares
  std::vector<std::set<std::size_t>> ways_;
  std::size_t current_ = 0;  // the screen that is being written
};

/// Whether the answer is a list or an object.
bool is_composed(const Input& input) {
  const bool is_several =
      input.input_type == InputType::choice && input.validations.max_selected.value_or(1) > 1;
  return is_several || input.is_array || input.input_type == InputType::file ||
         input.input_type == InputType::matrix;
}

FlowWriter::FlowWriter(const Funnel& funnel, const Content* content)
    : definition_(*funnel),
      making_{definition_, content, diagnostics_,
              [this](const std::string& slug) { return field_of(slug); }} {
  for (std::size_t i = 0; i < definition_.layers.size(); ++i) {
    const Layer& layer = definition_.layers[i];
    names_.push_back(screen_name(layer.id, i));
    for (const Component& one : layer.components) {
      const Input* input = on_channel(one, Channel::whatsapp).input();
      if (!input || !is_screen(layer) || input->is_hidden) continue;
      fields_[input->slug].push_back(i);
      if (is_composed(*input)) lists_.insert(input->slug);
    }
  }
  ways_.resize(definition_.layers.size());
}

/// An answer of the same screen is named by its form alone.
std::string FlowWriter::field(const std::string& slug) const {
  const std::vector<std::size_t>& screens = fields_.find(slug)->second;
  const bool is_here = std::find(screens.begin(), screens.end(), current_) != screens.end();
  const std::string form = "form." + slug;
  return "${" + (is_here ? form : "screen." + names_[screens.front()] + "." + form) + "}";
}

std::optional<std::string> FlowWriter::field_of(const std::string& slug) const {
  if (fields_.count(slug) == 0 || lists_.count(slug) > 0) return std::nullopt;
  return field(slug);
}

Value FlowWriter::answers() const {
  Value payload{Value::Object{}};
  for (const auto& [slug, screens] : fields_) payload.set(slug, field(slug));
  return payload;
}

Value FlowWriter::footer(std::size_t layer, LayerIndex target, const std::string& label) {
  Value action;
  if (target == kNoLayer) {
    action.set("name", "complete");
    action.set("payload", answers());
  } else {
    const std::string& name = names_[static_cast<std::size_t>(target)];
    ways_[layer].insert(static_cast<std::size_t>(target));
    Value next;
    next.set("type", "screen");
    next.set("name", name);
    action.set("name", "navigate");
    action.set("next", next);
    action.set("payload", Value(Value::Object{}));
  }
  Value made;
  made.set("type", "Footer");
  made.set("label", label);
  made.set("on-click-action", action);
  return made;
}

/// Two ways at most: a footer in each branch of one If, which stands in no other.
Value::List FlowWriter::branches(std::size_t layer, const Navigation& ways,
                                 const std::string& label, const std::string& pointer) {
  if (ways.target == kNoLayer) {
    refuse(pointer, "A Flow needs a way for every answer: this one has no `target`.");
    return {};
  }
  if (ways.jumps.size() > 1) {
    refuse(pointer,
           "A screen chooses between two ways: its button stands in one If, and no If with "
           "a button stands in another; this layer has " +
               std::to_string(ways.jumps.size()) + " ways under conditions.");
    return {};
  }
  Value::List made{footer(layer, ways.target, label)};
  for (std::size_t i = ways.jumps.size(); i > 0; --i) {
    const Jump& jump = ways.jumps[i - 1];
    const auto condition = flow::expression_of(jump.conditions, making_);
    if (!jump.experiment.empty() || !condition) {
      refuse(pointer + "/jumps/" + std::to_string(i - 1),
             jump.experiment.empty() ? "A Flow goes by simple comparisons of its own answers only."
                                     : "Without a server of its own a Flow runs no experiment.");
      continue;
    }
    Value choice;
    choice.set("type", "If");
    choice.set("condition", *condition);
    choice.set("then", Value::List{footer(layer, jump.target, label)});
    choice.set("else", Value(std::move(made)));
    made = {std::move(choice)};
  }
  return made;
}

Value::List FlowWriter::footers(std::size_t index) {
  const Layer& layer = definition_.layers[index];
  const std::string pointer = "/layers/" + std::to_string(index);
  if (is_end(layer)) return {footer(index, kNoLayer, "OK")};
  const Button* button = nullptr;
  std::string label = "OK";
  std::string place = pointer + "/next";
  for (std::size_t i = 0; i < layer.components.size(); ++i) {
    const Component& one = on_channel(layer.components[i], Channel::whatsapp);
    const std::string at = pointer + "/components/" + std::to_string(i);
    const Button* found = one.button();
    if (!found || found->kind == ButtonKind::previous) continue;
    if (found->kind != ButtonKind::jump) {
      report(making_, Severity::warning, at, "A screen has one button, which goes on.");
      continue;
    }
    if (button) {
      refuse(at, "A screen has one button: the others need a choice.");
      continue;
    }
    button = found;
    place = at;
    flow::tell_losses(layer, layer.components[i], at, making_);
    const std::string text = flow::text_of(making_, layer, layer.components[i], "text");
    if (!text.empty()) label = flow::fitted(text, kMaxFooter, at, making_);
  }
  if (button) return branches(index, button->navigation, label, place);
  if (layer.next) return branches(index, *layer.next, label, place);
  refuse(pointer, "This layer leads nowhere.");
  return {};
}

Value FlowWriter::screen(std::size_t index) {
  const Layer& layer = definition_.layers[index];
  const std::string pointer = "/layers/" + std::to_string(index);
  Value::List children;
  std::size_t pickers = 0;
  std::size_t consents = 0;
  current_ = index;
  flow::tell_losses(layer, pointer, making_);
  for (std::size_t i = 0; i < layer.components.size(); ++i) {
    const std::string at = pointer + "/components/" + std::to_string(i);
    const Component& one = on_channel(layer.components[i], Channel::whatsapp);
    const Input* input = one.input();
    if (input && input->input_type == InputType::file && ++pickers > 1) {
      refuse(at, "A screen has one picker of files at most.");
      continue;
    }
    if (input && input->input_type == InputType::boolean && ++consents > kMaxConsents) {
      refuse(at, "A screen has at most 5 fields to agree with.");
      continue;
    }
    if (one.button()) continue;
    flow::tell_losses(layer, layer.components[i], at, making_);
    for (Value& part : flow::parts_of(layer, layer.components[i], at, making_)) {
      children.push_back(std::move(part));
    }
  }
  for (Value& part : footers(index)) children.push_back(std::move(part));
  if (children.size() > kMaxParts) {
    refuse(pointer,
           "A screen has at most 50 parts, this one has " + std::to_string(children.size()) + ".");
  }
  Value form;
  form.set("type", "Form");
  form.set("name", "form");
  form.set("children", Value(std::move(children)));
  Value layout;
  layout.set("type", "SingleColumnLayout");
  layout.set("children", Value::List{std::move(form)});
  Value made;
  made.set("id", names_[index]);
  made.set("title", flow::fitted(definition_.title, kMaxTitle, "/title", making_));
  if (is_end(layer)) made.set("terminal", true);
  if (is_end(layer)) made.set("success", layer.type == LayerType::result);
  made.set("data", Value(Value::Object{}));
  made.set("layout", layout);
  return made;
}

bool FlowWriter::is_target(std::size_t layer) const {
  return std::any_of(ways_.begin(), ways_.end(), [layer](const std::set<std::size_t>& targets) {
    return targets.count(layer) > 0;
  });
}

Value FlowWriter::routing() const {
  Value made{Value::Object{}};
  for (std::size_t i = 0; i < ways_.size(); ++i) {
    const Layer& layer = definition_.layers[i];
    if (!is_screen(layer) && !(is_end(layer) && is_target(i))) continue;
    Value targets{Value::List{}};
    std::set<std::string> names;
    for (const std::size_t target : ways_[i]) names.insert(names_[target]);
    for (const std::string& name : names) targets.push(name);
    made.set(names_[i], targets);
  }
  return made;
}

std::vector<bool> FlowWriter::reached() const {
  std::vector<bool> seen(ways_.size());
  std::vector<std::size_t> open{static_cast<std::size_t>(definition_.config.start_layer)};
  seen[open.back()] = true;
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    for (const std::size_t to : ways_[from]) {
      if (!seen[to]) open.push_back(to);
      seen[to] = true;
    }
  }
  return seen;
}

/// Screens lead onward only: the way back is the visitor's own. A screen can be taken away when
/// nothing is left that leads to it; what is left at last goes round.
void FlowWriter::check_order() {
  std::vector<std::size_t> coming(ways_.size());
  for (const std::set<std::size_t>& targets : ways_) {
    for (const std::size_t target : targets) ++coming[target];
  }
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < coming.size(); ++i) {
    if (coming[i] == 0) open.push_back(i);
  }
  while (!open.empty()) {
    const std::size_t from = open.back();
    open.pop_back();
    for (const std::size_t to : ways_[from]) {
      if (--coming[to] == 0) open.push_back(to);
    }
  }
  const auto left =
      std::find_if(coming.begin(), coming.end(), [](std::size_t count) { return count > 0; });
  if (left == coming.end()) return;
  const auto layer = static_cast<std::size_t>(left - coming.begin());
  refuse("/layers/" + std::to_string(layer),
         "Screens of a Flow lead onward only, and ways come back to the layer `" +
             definition_.layers[layer].id + "`.");
}

Exported FlowWriter::write() {
  flow::tell_losses(definition_.config, making_);
  Value screens{Value::List{}};
  for (std::size_t i = 0; i < definition_.layers.size(); ++i) {
    const Layer& layer = definition_.layers[i];
    const std::string pointer = "/layers/" + std::to_string(i);
    if (is_end(layer) && !is_screen(layer)) continue;
    if (!is_screen(layer)) {
      refuse(pointer,
             "Without a server of its own a Flow has screens only, and this layer is of "
             "the type " +
                 std::string(to_text(layer.type)) + ".");
      continue;
    }
    if (!layer.calculations.empty()) refuse(pointer, "Without a server a Flow computes nothing.");
    screens.push(screen(i));
  }
  // A fatalistic layer is a screen where ways lead to it.
  for (std::size_t i = 0; i < definition_.layers.size(); ++i) {
    if (definition_.layers[i].type == LayerType::fatalistic && is_target(i))
      screens.push(screen(i));
  }
  check_order();
  const std::vector<bool> seen = reached();
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i] || !is_screen(definition_.layers[i])) continue;
    refuse("/layers/" + std::to_string(i), "No way leads to this screen, which a Flow refuses.");
  }
  Value made;
  made.set("version", kVersion);
  made.set("routing_model", routing());
  made.set("screens", screens);
  const bool is_whole = !has_errors(diagnostics_);
  return {is_whole ? to_json(made) : std::string(), std::move(diagnostics_)};
}

}  // namespace

Exported export_whatsapp_flow(const Funnel& funnel, std::string_view language) {
  return FlowWriter(funnel, find_content(*funnel, language)).write();
}

}  // namespace tundish
