#include "document/layers.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "document/references.hpp"
#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

std::vector<std::string> layers_of(const Json& document) {
  std::vector<std::string> ids;
  for (const Json& layer : document["layers"]) ids.push_back(layer["id"]);
  return ids;
}

TEST(Layers, EveryLayerOfEveryDefinitionCanHaveAnotherName) {
  std::size_t renamed = 0;
  for (const std::string& name : definition_names("valid")) {
    const Json document = valid_definition(name);
    for (const std::string& id : layers_of(document)) {
      const Json done = after(document, rename_layer(document, id, "another_name"));
      EXPECT_EQ(findings(done), "") << name << " " << id;
      for (const Reference& one : references_to_layers(done)) EXPECT_NE(one.layer, id) << name;
      EXPECT_TRUE(texts_below(done, id).empty()) << name << " " << id;
      // A variant that led to its own name says its target from now on.
      const bool was_implied = std::ranges::any_of(
          references_to_layers(document),
          [&](const Reference& one) { return one.layer == id && one.is_implied; });
      const Json back = after(done, rename_layer(done, "another_name", id));
      EXPECT_EQ(back == document, !was_implied) << name << " " << id;
      ++renamed;
    }
  }
  EXPECT_GT(renamed, 60U);
}

TEST(Layers, ACopyIsWhatItWasCopiedFrom) {
  for (const std::string& name : definition_names("valid")) {
    const Json document = valid_definition(name);
    const std::string id = layers_of(document).back();
    const Json done = after(document, duplicate_layer(document, id));
    const std::vector<std::string> ids = layers_of(done);
    ASSERT_EQ(ids.size(), document["layers"].size() + 1) << name;
    EXPECT_EQ(ids.back(), free_layer_id(document, id));
    Json copy = done["layers"].back();
    copy["id"] = id;
    EXPECT_EQ(copy, document["layers"].back()) << name;
    EXPECT_EQ(texts_below(done, ids.back()).size(), texts_below(document, id).size());
  }
}

TEST(Layers, WhatLedToALayerGoesWithIt) {
  const Json document = valid_definition("lead_form");
  const Json done = after(document, remove_layers(document, {"enterprise", "support"}));
  for (const Reference& one : references_to_layers(done))
    EXPECT_TRUE(one.layer != "enterprise" && one.layer != "support") << one.pointer;
  EXPECT_TRUE(texts_below(done, "support").empty());
  EXPECT_FALSE(layer_index(done, "support"));
  EXPECT_EQ(done["layers"].size(), document["layers"].size() - 2);
  EXPECT_EQ(findings(done), "");
}

TEST(Layers, NothingEmptyAndNoWayIsLeftOfAnyLayer) {
  for (const std::string& name : definition_names("valid")) {
    const Json document = valid_definition(name);
    for (const std::string& id : layers_of(document)) {
      const Json done = after(document, remove_layers(document, {id}));
      for (const Reference& one : references_to_layers(done)) {
        const bool is_authors = one.is_implied || one.pointer.ends_with("/slug") ||
                                one.pointer.find("/targets/") != std::string::npos;
        EXPECT_TRUE(one.layer != id || is_authors) << name << " " << one.pointer;
      }
      const Json flat = done.flatten();
      for (const auto& [pointer, value] : flat.items())
        EXPECT_FALSE(pointer.ends_with("/next") && value.is_null()) << name << " " << pointer;
    }
  }
}

TEST(Layers, ANewOneHasAFreeNameAndStandsLast) {
  Json document{{"tundish", 1}, {"slug", "new"}, {"title", "New"}};
  document = after(document, add_layer(document, "start", "welcome"));
  EXPECT_EQ(document["config"]["start_layer"], "welcome");
  document = after(document, add_layer(document, "intermediate", "welcome"));
  document = after(document, add_layer(document, "result", "welcome"));
  document = after(document, add_layer(document, "action", "act"));
  EXPECT_EQ(layers_of(document),
            (std::vector<std::string>{"welcome", "welcome_2", "welcome_3", "act"}));
  EXPECT_TRUE(document["layers"][3].contains("actions"));
  document = after(document, add_layer(document, "start", "other"));
  EXPECT_EQ(document["config"]["start_layer"], "welcome") << "it was there first";
}

}  // namespace
}  // namespace tundish::studio
