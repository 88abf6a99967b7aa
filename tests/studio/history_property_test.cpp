// Whatever is done, taken back and done again: the document is what it was, to the byte.
#include <gtest/gtest.h>

#include <random>

#include "document/history.hpp"
#include "unit/definition_file.hpp"

namespace tundish::studio {
namespace {

class Author {
 public:
  explicit Author(unsigned seed) : random_(seed) {}

  std::size_t below(std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
  }

  /// A command that fits the document: every edit is made for what the ones before it leave.
  Command command(Json document) {
    Command made{"Edit", {}, below(3) == 0 ? "typing" : ""};
    for (std::size_t count = 1 + below(3); count > 0; --count) {
      const Edit edit = any(document);
      EXPECT_FALSE(carry_out(document, edit)) << edit.pointer;
      made.edits.push_back(edit);
    }
    return made;
  }

 private:
  Json value() {
    switch (below(6)) {
      case 0:
        return nullptr;
      case 1:
        return below(1000);
      case 2:
        return std::string(below(9), 'x') + "é\n";
      case 3:
        return Json::array({1, "two"});
      case 4:
        return Json{{"b", 1}, {"a", Json::array()}};
      default:
        return Json::object();
    }
  }

  /// Walks down to some value; what is not entered is what the edit is about.
  Edit any(const Json& document) {
    Json::json_pointer place;
    const Json* at = &document;
    for (;;) {
      if (!at->is_structured() || (!place.empty() && below(3) == 0)) break;
      if (at->empty() || below(4) == 0) return coming(place, *at);
      const std::size_t index = below(at->size());
      const auto child = std::next(at->begin(), static_cast<std::ptrdiff_t>(index));
      if (below(4) == 0)
        return {(place / token(*at, index)).to_string(), index, *child, std::nullopt};
      place /= token(*at, index);
      at = &*child;
    }
    return {place.to_string(), 0, *at, value()};
  }

  static std::string token(const Json& parent, std::size_t index) {
    if (parent.is_array()) return std::to_string(index);
    return std::next(parent.begin(), static_cast<std::ptrdiff_t>(index)).key();
  }

  Edit coming(const Json::json_pointer& place, const Json& parent) {
    const std::size_t index = below(parent.size() + 1);
    std::string name = std::to_string(index);
    if (parent.is_object()) {
      do name = "k/~" + std::to_string(below(100000));
      while (parent.contains(name));
    }
    return {(place / name).to_string(), index, std::nullopt, value()};
  }

  std::mt19937 random_;
};

TEST(HistoryProperty, TenThousandSequencesReturnToTheExactDocument) {
  const std::vector<std::string> names = definition_names("valid");
  std::vector<Json> documents;
  for (const std::string& name : names)
    documents.push_back(Json::parse(read_file(definitions("valid/" + name + ".json"))));
  for (unsigned seed = 1; seed <= 10000; ++seed) {
    Author author(seed);
    const Json& first = documents[author.below(documents.size())];
    History history(first);
    std::vector<std::pair<std::size_t, std::string>> seen;
    for (std::size_t steps = 2 + author.below(8); steps > 0; --steps) {
      const std::size_t choice = author.below(5);
      if (choice == 0) {
        history.undo();
      } else if (choice == 1) {
        history.redo();
      } else {
        ASSERT_FALSE(history.perform(author.command(history.document())));
      }
      seen.emplace_back(history.revision(), history.document().dump());
    }
    for (const auto& [revision, text] : seen) {
      if (revision == seen.back().first) {
        ASSERT_EQ(text, seen.back().second) << seed;
      }
    }
    std::size_t undone = 0;
    while (history.undo()) ++undone;
    ASSERT_EQ(history.document().dump(), first.dump()) << seed;
    ASSERT_EQ(history.revision(), 0U) << seed;
    while (undone > 0 && history.redo()) --undone;
    while (history.redo()) {
    }
    while (history.undo()) {
    }
    ASSERT_EQ(history.document().dump(), first.dump()) << seed;
  }
}

}  // namespace
}  // namespace tundish::studio
