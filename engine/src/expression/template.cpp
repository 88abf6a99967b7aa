#include "tundish/template.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>

#include "expression/template_syntax.hpp"
#include "support/decimal.hpp"
#include "support/terse.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxOutput = 1024 * 1024;
constexpr std::int64_t kMaxSteps = 1'000'000;
// Sections and partials inside each other, while they are written.
constexpr int kMaxRenderDepth = 256;
constexpr std::string_view kTag = "{{";

/// False in a section: what a visitor would call no answer.
bool is_nothing(const Value* value) {
  if (!value || value->is_null()) return true;
  if (value->is_boolean()) return !value->boolean();
  return (value->is_text() && value->text().empty()) || (value->is_list() && value->list().empty());
}

std::string written(const Value& value) {
  if (value.is_text()) return value.text();
  if (value.is_number()) return decimal_text(value.number());
  if (value.is_boolean()) return value.boolean() ? "true" : "false";
  if (const Value* name = value.find("name")) return name->text();  // a file
  std::string text;
  const auto add = [&text](const Value& one) { text += (text.empty() ? "" : ", ") + written(one); };
  for (const Value& item : value.list()) add(item);
  for (const Value::Member& member : value.object()) add(member.value);
  return text;
}

std::string escaped(std::string_view text) {
  std::string html;
  for (const char character : text) {
    switch (character) {
      case '&':
        html += "&amp;";
        break;
      case '<':
        html += "&lt;";
        break;
      case '>':
        html += "&gt;";
        break;
      case '"':
        html += "&quot;";
        break;
      case '\'':
        html += "&#39;";
        break;
      default:
        html += character;
    }
  }
  return html;
}

/// A text with something before each of its lines.
std::string indented(std::string_view text, std::string_view indent) {
  std::string whole;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    whole.append(indent).append(text.substr(0, end));
    text.remove_prefix(end);
  }
  return whole;
}

/// What names stand for; the values stay where they are.
using Found = std::map<std::string_view, std::optional<Value>>;

class TemplateRenderer {
 public:
  TemplateRenderer(const NameLookup& lookup, Escaping escaping, const PartialLookup* partials)
      : lookup_(lookup), escaping_(escaping), partials_(partials) {}

  void render(const std::vector<TemplateNode>& nodes) {
    if (depth_ == kMaxRenderDepth) return;
    ++depth_;
    for (const TemplateNode& node : nodes) {
      if (++steps_ > kMaxSteps) break;
      render_one(node);
    }
    --depth_;
  }

  std::string take() { return std::move(output_); }

 private:
  void render_one(const TemplateNode& node) {
    if (node.kind == TemplateKind::text) return put(node.text);
    if (!kTerse && node.kind == TemplateKind::partial) return render_partial(node);
    const Value* value = resolve(node.text);
    if (node.kind == TemplateKind::inverted) {
      if (is_nothing(value)) render(node.children);
    } else if (node.kind == TemplateKind::section) {
      if (!is_nothing(value)) render_section(node, *value);
    } else if (value) {
      const bool is_raw = node.kind == TemplateKind::raw_variable || escaping_ != Escaping::html;
      put(is_raw ? written(*value) : escaped(written(*value)));
    }
  }

  void render_section(const TemplateNode& node, const Value& value) {
    if (!value.is_list()) return render_with(node, value);
    for (const Value& item : value.list()) {
      if (++steps_ > kMaxSteps) return;
      render_with(node, item);
    }
  }

  void render_with(const TemplateNode& node, const Value& context) {
    contexts_.push_back(&context);
    render(node.children);
    contexts_.pop_back();
  }

  /// A partial's length counts as steps, so that all of them together are bounded. What is found
  /// for its names is kept as long as its text, which they look into.
  void render_partial(const TemplateNode& node) {
    const std::string* text = (*partials_)(node.text);
    if (!text) return;
    const std::string whole = indented(*text, node.indent);
    steps_ += static_cast<std::int64_t>(whole.size());
    if (steps_ > kMaxSteps) return;
    const TemplateSyntax syntax = parse_template(whole, Partials::taken);
    if (!syntax.faults.empty()) return put(whole);
    Found outer;
    outer.swap(found_);
    render(syntax.nodes);
    outer.swap(found_);
  }

  /// Writes the whole piece or, past the bound, nothing any more.
  void put(std::string_view piece) {
    if (output_.size() + piece.size() > kMaxOutput) steps_ = kMaxSteps;
    if (steps_ < kMaxSteps) output_ += piece;
  }

  /// Looks every name up once: what the host gives lives until it is asked again.
  const Value* look_up(std::string_view name) {
    const auto known = found_.find(name);
    if (known != found_.end()) return known->second ? &*known->second : nullptr;
    const Value* value = lookup_(name);
    std::optional<Value>& kept = found_[name];
    if (value) kept = *value;
    return kept ? &*kept : nullptr;
  }

  /// The first part of a dotted name is sought from the inside out, the others strictly within.
  const Value* resolve(std::string_view name) {
    if (name == ".") return contexts_.empty() ? look_up(name) : contexts_.back();
    const std::string_view first = name.substr(0, name.find('.'));
    const Value* value = nullptr;
    for (std::size_t depth = contexts_.size(); depth > 0 && !value; --depth) {
      value = contexts_[depth - 1]->find(first);
    }
    if (!value) value = look_up(first);
    name.remove_prefix(first.size());
    while (value && !name.empty()) {
      name.remove_prefix(1);
      const std::string_view part = name.substr(0, name.find('.'));
      value = value->find(part);
      name.remove_prefix(part.size());
    }
    return value;
  }

  const NameLookup& lookup_;
  Escaping escaping_;
  const PartialLookup* partials_;
  int depth_ = 0;
  Found found_;
  std::vector<const Value*> contexts_;
  std::string output_;
  std::int64_t steps_ = 0;
};

void collect_names(const std::vector<TemplateNode>& nodes, std::vector<std::string>& names) {
  for (const TemplateNode& node : nodes) {
    if (node.kind != TemplateKind::text && node.text != ".") {
      std::string name(node.text.substr(0, node.text.find('.')));
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        names.push_back(std::move(name));
      }
    }
    collect_names(node.children, names);
  }
}

}  // namespace

std::string render_template(std::string_view text, const NameLookup& lookup, Escaping escaping) {
  if (text.find(kTag) == std::string_view::npos) return std::string(text);
  const TemplateSyntax syntax = parse_template(text);
  if (!syntax.faults.empty()) return std::string(text);
  TemplateRenderer renderer(lookup, escaping, nullptr);
  renderer.render(syntax.nodes);
  return renderer.take();
}

std::string render_with_partials(std::string_view text, const NameLookup& lookup,
                                 const PartialLookup& partials, Escaping escaping) {
  const TemplateSyntax syntax = parse_template(text, Partials::taken);
  if (!syntax.faults.empty()) return std::string(text);
  TemplateRenderer renderer(lookup, escaping, &partials);
  renderer.render(syntax.nodes);
  return renderer.take();
}

Diagnostics check_template(std::string_view text, Partials partials) {
  if (text.find(kTag) == std::string_view::npos) return {};
  return parse_template(text, partials).faults;
}

std::vector<std::string> template_names(std::string_view text) {
  std::vector<std::string> names;
  if (text.find(kTag) != std::string_view::npos) collect_names(parse_template(text).nodes, names);
  return names;
}

}  // namespace tundish
