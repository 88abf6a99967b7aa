#include <algorithm>
#include <utility>

#include "import/members.hpp"
#include "import/survey_making.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"

namespace tundish::survey {

namespace {

constexpr std::size_t kMaxPages = 1500;
constexpr std::size_t kMaxJumps = 190;

struct Page {
  std::string layer;
  Value::List shown_if;
};

/// The ends of a survey: what is said when it is completed, under conditions and otherwise.
class Ends {
 public:
  Ends(const At& root, Draft& draft, Making& making)
      : root_(root), draft_(draft), making_(making) {}

  void make();
  std::vector<DraftJump> jumps;
  std::string target;

 private:
  std::string add(const At& owner, std::string_view text, const std::string& url);

  const At& root_;
  Draft& draft_;
  Making& making_;
};

std::string Ends::add(const At& owner, std::string_view text, const std::string& url) {
  DraftLayer layer;
  layer.id = draft_.names().make("completed");
  layer.place = owner.place();
  Value message;
  message.set("id", "message");
  message.set("type", "message");
  const std::string key = layer.id + ".message.text";
  if (!making_.add_html(message, key, owner, text)) making_.add_plain(key, "\xE2\x9C\x85");
  layer.components.push_back(std::move(message));
  if (!url.empty() && follows(TextRule::url, url) && url.find('{') == std::string::npos) {
    Value link;
    link.set("id", "link");
    link.set("type", "message");
    link.set("appearance", "hyperlink");
    link.set("url", url);
    layer.components.push_back(std::move(link));
  } else if (!url.empty()) {
    making_.notes.warn("url", owner.place(), "This address cannot be used; it is left out.");
  }
  draft_.layers().push_back(std::move(layer));
  return draft_.layers().back().id;
}

void Ends::make() {
  for (const At& at : items_at(root_, "completedHtmlOnCondition")) {
    if (at->kind != json::Kind::object) continue;
    const std::optional<Value> when = making_.conditions(at, "expression");
    if (when && jumps.size() < 50) jumps.push_back({add(at, "html", ""), *when});
  }
  for (const At& at : items_at(root_, "navigateToUrlOnCondition")) {
    if (at->kind != json::Kind::object) continue;
    const std::optional<Value> when = making_.conditions(at, "expression");
    if (when && jumps.size() < 100) jumps.push_back({add(at, "text", text_at(at, "url")), *when});
  }
  target = add(root_, "completedHtml", text_at(root_, "navigateToUrl"));
}

std::vector<At> pages_of(const At& root) {
  std::vector<At> pages;
  for (const At& page : items_at(root, "pages")) {
    if (page->kind == json::Kind::object) pages.push_back(page);
  }
  if (pages.empty()) pages.push_back(root);
  if (pages.size() > kMaxPages) pages.resize(kMaxPages);
  return pages;
}

void add_elements(const At& page, DraftLayer& layer, Making& making) {
  if (page.find("title") && page.pointer != "") {
    Value title;
    title.set("id", "title");
    title.set("type", "message");
    layer.components.push_back(std::move(title));
    making.add_text(layer.id + ".title.title", page, "title");
    making.add_text(layer.id + ".title.text", page, "description");
  }
  if (!page.pointer.empty()) {
    making.notes.warn_of_rest(
        *page, page.pointer, {"name", "title", "description", "visibleIf", "elements", "questions"},
        "a page");
  }
  for (const std::string_view member : {"elements", "questions"}) {
    for (const At& element : items_at(page, member)) add_element(element, {}, layer, making);
  }
}

Value calculation(const std::string& slug, Value logic) {
  Value made;
  made.set("slug", slug);
  made.set("logic", std::move(logic));
  return made;
}

/// What a survey computes by itself is computed anew whenever a page is left.
Value::List calculations_of(const At& root, Making& making) {
  Value::List all;
  for (const At& at : items_at(root, "calculatedValues")) {
    if (at->kind != json::Kind::object) continue;
    const std::optional<Formula> formula = making.formula(at, "expression");
    if (formula)
      all.push_back(calculation(making.slug_for(text_at(at, "name")), logic_of(*formula)));
  }
  return all;
}

/// Triggers that set a value are calculations, those that complete are ways to the end.
class Triggers {
 public:
  Triggers(const At& root, Making& making) : making_(making) {
    for (const At& at : items_at(root, "triggers")) {
      if (at->kind == json::Kind::object) add(at);
    }
  }

  Value::List calculations;
  std::vector<Value> completions;
  std::vector<std::pair<Value, std::string>> skips;

 private:
  void add(const At& at);
  void add_value(const At& at, const Formula& when, const std::string& name);

  Making& making_;
};

void Triggers::add_value(const At& at, const Formula& when, const std::string& name) {
  const std::string target = text_at(at, name == "copyvalue" ? "fromName" : "setToName");
  const std::string slug = making_.slug_for(text_at(at, "setToName"));
  Value value;
  if (name == "copyvalue") {
    value.set("var", making_.slug_for(target));
  } else if (const std::optional<At> set = at.find("setValue")) {
    value = json::to_value(**set);
  } else if (const std::optional<Formula> run = making_.formula(at, "runExpression")) {
    value = logic_of(*run);
  }
  if (value.is_object() && name == "setvalue") {
    return making_.notes.warn("not_carried", at.place(), "Only single values can be set.");
  }
  Value old;
  old.set("var", slug);
  Value choice;
  choice.set("if", Value::List{logic_of(when), value, old});
  calculations.push_back(calculation(slug, std::move(choice)));
}

void Triggers::add(const At& at) {
  std::string type = text_at(at, "type");
  if (type.size() > 7 && type.compare(type.size() - 7, 7, "trigger") == 0) {
    type.resize(type.size() - 7);
  }
  const std::optional<Formula> when = making_.formula(at, "expression");
  if (!when) return;
  if (type == "complete") return completions.push_back(condition_of(*when));
  if (type == "setvalue" || type == "copyvalue" || type == "runexpression") {
    return add_value(at, *when, type);
  }
  if (type == "skip") {
    skips.emplace_back(condition_of(*when), text_at(at, "gotoName"));
    return;
  }
  making_.notes.warn("not_carried", at.place(),
                     "A trigger of the type " + quoted(type) + " has no counterpart.");
}

bool names(const json::Node& node, const std::string& name) {
  const json::Member* own = node.find("name");
  if (own && own->node.text == name) return true;
  const auto holds = [&name](const json::Node& one) { return names(one, name); };
  return std::any_of(node.items.begin(), node.items.end(), holds) ||
         std::any_of(node.members.begin(), node.members.end(),
                     [&holds](const json::Member& one) { return holds(one.node); });
}

}  // namespace

std::string make_pages(const At& root, Draft& draft, Making& making) {
  const std::vector<At> pages = pages_of(root);
  Ends ends(root, draft, making);
  ends.make();
  const Triggers triggers(root, making);
  const Value::List computed = calculations_of(root, making);
  std::vector<Page> made;
  std::vector<DraftLayer> layers;
  for (const At& page : pages) {
    DraftLayer layer;
    layer.place = page.place();
    layer.id = draft.names().make(tidy_id(text_at(page, "name"), "page"));
    add_elements(page, layer, making);
    for (const Value::List* list : {&computed, &triggers.calculations}) {
      layer.calculations.insert(layer.calculations.end(), list->begin(), list->end());
    }
    const std::optional<Value> shown = making.conditions(page, "visibleIf");
    made.push_back({layer.id, shown && page.pointer != "" ? shown->list() : Value::List{}});
    layers.push_back(std::move(layer));
  }
  for (std::size_t i = 0; i < layers.size(); ++i) {
    DraftLayer& layer = layers[i];
    for (const Value& when : triggers.completions) {
      layer.jumps.push_back({ends.target, Value::List{when}});
    }
    for (const auto& [when, name] : triggers.skips) {
      for (std::size_t to = i + 1; to < pages.size(); ++to) {
        if (names(*pages[to], name)) layer.jumps.push_back({made[to].layer, Value::List{when}});
      }
    }
    std::size_t next = i + 1;
    for (; next < made.size() && !made[next].shown_if.empty(); ++next) {
      if (layer.jumps.size() < kMaxJumps) {
        layer.jumps.push_back({made[next].layer, Value(made[next].shown_if)});
      }
    }
    layer.target = next < made.size() ? made[next].layer : ends.target;
    if (next >= made.size()) {
      for (const DraftJump& jump : ends.jumps) {
        if (layer.jumps.size() < kMaxJumps + 10) layer.jumps.push_back(jump);
      }
    }
    draft.layers().push_back(std::move(layer));
  }
  return made.front().layer;
}

}  // namespace tundish::survey
