#include "document/components.hpp"

#include <gtest/gtest.h>

#include "document/layers.hpp"
#include "document/references.hpp"
#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

const Json kQuestion{{"id", "email"}, {"type", "input"}, {"input_type", "text"}, {"slug", "more"}};

std::vector<std::string> components_of(const Json& document, const std::string& layer) {
  std::vector<std::string> ids;
  for (const Json& one : document["layers"][layer_index(document, layer).value()]["components"])
    ids.push_back(one["id"]);
  return ids;
}

/// Every component of every definition.
template <class Visit>
void each_component(Visit visit) {
  std::size_t visited = 0;
  for (const std::string& name : definition_names("valid")) {
    const Json document = valid_definition(name);
    for (const Json& layer : document["layers"]) {
      for (const Json& one : layer.value("components", Json::array())) {
        visit(document, ComponentPlace{layer["id"], one["id"]});
        ++visited;
      }
    }
  }
  EXPECT_GT(visited, 100U);
}

TEST(Components, EveryOneCanHaveAnotherName) {
  each_component([](const Json& document, const ComponentPlace& place) {
    const Json done = after(document, rename_component(document, place, "another_name"));
    EXPECT_FALSE(component_pointer(done, place));
    EXPECT_EQ(texts_below(done, place.layer + ".another_name").size(),
              texts_below(document, place.layer + "." + place.component).size());
    EXPECT_TRUE(texts_below(done, place.layer + "." + place.component).empty());
    const Json back =
        after(done, rename_component(done, {place.layer, "another_name"}, place.component));
    EXPECT_EQ(back.dump(), document.dump());
  });
}

TEST(Components, WhatIsTakenAwayLeavesNoTexts) {
  each_component([](const Json& document, const ComponentPlace& place) {
    const Json done = after(document, remove_component(document, place));
    EXPECT_FALSE(component_pointer(done, place));
    EXPECT_TRUE(texts_below(done, place.layer + "." + place.component).empty());
  });
}

TEST(Components, ComesWhereItIsWantedUnderAFreeName) {
  const Json document = valid_definition("lead_form");
  const std::vector<std::string> before = components_of(document, "contact");
  const Json first = after(document, add_component(document, "contact", kQuestion, 0));
  EXPECT_EQ(components_of(first, "contact").size(), before.size() + 1);
  const Json last = after(first, add_component(first, "contact", kQuestion, 99));
  EXPECT_NE(components_of(last, "contact").back(), components_of(last, "contact").front());
  EXPECT_EQ(components_of(last, "contact").front(),
            free_component_id(document, "contact", "email"));
  EXPECT_EQ(findings(first), "");
}

TEST(Components, MovesWithItsTexts) {
  const Json document = valid_definition("lead_form");
  const std::string moved = components_of(document, "contact").front();
  const ComponentPlace from{"contact", moved};
  const Json within = after(document, move_component(document, from, "contact", 99));
  EXPECT_EQ(components_of(within, "contact").back(), moved);
  EXPECT_EQ(findings(within), "");
  const std::string name = free_component_id(document, "support", "guest");
  const Json named = after(document, rename_component(document, from, name));
  const Json away = after(named, move_component(named, {"contact", name}, "support", 0));
  EXPECT_EQ(components_of(away, "support").front(), name);
  EXPECT_FALSE(component_pointer(away, {"contact", name}));
  EXPECT_EQ(texts_below(away, "support." + name).size(),
            texts_below(document, "contact." + moved).size());
  EXPECT_EQ(findings(away), "");
}

}  // namespace
}  // namespace tundish::studio
