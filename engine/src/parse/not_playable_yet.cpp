#include "parse/not_playable_yet.hpp"

#include <span>

#include "parse/reading.hpp"

namespace tundish {

namespace {

using json::Kind;
using json::Node;

// Something that is not played yet: a property, or one of the words that it may have.
struct Feature {
  std::string_view property, word;
};

// What is played is taken out, line by line; with the last one these two files go.
constexpr Feature kOfConditions[] = {{"logic", ""}};

class PlayCheck {
 public:
  explicit PlayCheck(Findings& findings) : findings_(findings) {}

  void funnel(const Node& at);

 private:
  void features(const Node& at, std::span<const Feature> list);
  void report(const Node& at, std::string_view what);
  void layer(const Node& at);
  void component(const Node& at);
  void jumps(const Node& at);
  void conditions(const Node& at, std::string_view name);
  void condition(const Node& at);

  template <class Visit>
  void each(const Node& at, std::string_view name, Visit visit) {
    const Node* list = member(at, name, Kind::list);
    for (std::size_t i = 0; list && i < list->items.size(); ++i) visit(list->items[i]);
  }

  Findings& findings_;
};

void PlayCheck::report(const Node& at, std::string_view what) {
  findings_.error("not_playable_yet", at, "{q} is part of the format, but is not played yet.",
                  {what});
}

void PlayCheck::features(const Node& at, std::span<const Feature> list) {
  for (const Feature& one : list) {
    const Node* found = member(at, one.property);
    if (!found || (!one.word.empty() && found->text != one.word)) continue;
    report(*found, one.word.empty() ? one.property : one.word);
  }
}

void PlayCheck::funnel(const Node& at) {
  each(at, "layers", [this](const Node& one) { layer(one); });
}

void PlayCheck::layer(const Node& at) {
  if (const Node* next = member(at, "next", Kind::object)) jumps(*next);
  each(at, "components", [this](const Node& one) { component(one); });
}

void PlayCheck::component(const Node& at) { jumps(at); }

void PlayCheck::jumps(const Node& at) {
  each(at, "jumps", [this](const Node& one) { conditions(one, "conditions"); });
}

void PlayCheck::conditions(const Node& at, std::string_view name) {
  each(at, name, [this](const Node& one) { condition(one); });
}

void PlayCheck::condition(const Node& at) {
  if (at.kind == Kind::list) {
    for (const Node& one : at.items) condition(one);
  }
  features(at, kOfConditions);
  conditions(at, "all");
  conditions(at, "any");
  if (const Node* denied = member(at, "not")) condition(*denied);
}

}  // namespace

void check_playable(const Node& root, Findings& findings) { PlayCheck(findings).funnel(root); }

}  // namespace tundish
