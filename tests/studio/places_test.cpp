#include "document/places.hpp"

#include <gtest/gtest.h>

#include "studio/documents.hpp"

namespace tundish::studio {
namespace {

TEST(Places, AreKeptInTheLayerAndTakenBack) {
  for (const std::string& name : definition_names("valid")) {
    const Json document = valid_definition(name);
    const std::size_t last = document["layers"].size() - 1;
    const Json done =
        after(document, place_layers(document, {{0, {12.4F, -7.6F}}, {last, {900, 0}}}));
    EXPECT_EQ(place_of(done["layers"][last]), (Point{900, 0})) << name;
    EXPECT_EQ(findings(done), "") << name;
    EXPECT_EQ(after(done, tidy(done)).dump(), document.dump()) << name;
  }
}

TEST(Places, AreWholePointsAndThoseOfTheLayoutWhereNobodyChose) {
  const Json document = valid_definition("lead_form");
  const std::vector<Size> sizes(document["layers"].size(), Size{240, 120});
  const std::vector<Point> laid = places_of(document, sizes);
  EXPECT_EQ(laid, lay_out(graph_of(document), sizes));
  const Json done = after(document, place_layers(document, {{1, {12.4F, -7.6F}}}));
  std::vector<Point> wanted = laid;
  wanted[1] = {12, -8};
  EXPECT_EQ(places_of(done, sizes), wanted);
  EXPECT_EQ(place_layers(done, {{1, {12, -8}}}).edits.size(), 0U);
}

TEST(Places, WhatIsNoPlaceIsPassedOver) {
  for (const char* layer : {"1", "{}", R"({"x_studio": 1})", R"({"x_studio": {"x": 1}})",
                            R"({"x_studio": {"x": "1", "y": 2}})"})
    EXPECT_FALSE(place_of(Json::parse(layer))) << layer;
}

}  // namespace
}  // namespace tundish::studio
