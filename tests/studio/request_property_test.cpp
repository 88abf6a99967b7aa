// Whatever authors ask for, in any order, taken back and done again in between: the document comes
// back to the byte, who follows the edits has the same one, and what is refused changes nothing.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "document/read.hpp"
#include "studio/documents.hpp"
#include "studio/large.hpp"
#include "studio/random_request.hpp"
#include "tundish/import.hpp"

namespace tundish::studio {
namespace {

using Pointer = Json::json_pointer;

/// As the page does: by what an answer says of an edit, without what was there before.
void follow(Json& document, const Edit& edit) {
  const Pointer place(edit.pointer);
  if (edit.before && edit.after) {
    document.at(place) = *edit.after;
    return;
  }
  Json& holder = document.at(place.parent_pointer());
  if (holder.is_array()) {
    const auto at = holder.begin() + std::stol(place.back());
    if (edit.before) {
      holder.erase(at);
    } else {
      holder.insert(at, *edit.after);
    }
    return;
  }
  if (edit.before) {
    holder.erase(place.back());
    return;
  }
  std::vector<std::pair<std::string, Json>> members;
  for (const auto& [name, value] : holder.items()) members.emplace_back(name, value);
  members.insert(members.begin() + static_cast<std::ptrdiff_t>(edit.at),
                 {place.back(), *edit.after});
  holder = Json::object();
  for (auto& [name, value] : members) holder[name] = std::move(value);
}

std::size_t texts_in(const Json& document) {
  const Json content = document.value("content", Json());
  if (!content.is_object()) return 0;
  std::size_t count = 0;
  for (const auto& [language, texts] : content.items())
    if (texts.is_object()) count += texts.size();
  return count;
}

std::size_t components_in(const Json& document) {
  std::size_t count = 0;
  for (const Json& layer : list_in(document, "layers"))
    count += list_in(layer, "components").size();
  return count;
}

/// What a request that was done did not do; nothing when it did what it says.
std::string broken(const Json& request, const Json& before, const Json& after) {
  const std::string what = text_of(request, "do");
  const auto layers = [](const Json& one) { return list_in(one, "layers").size(); };
  if (what == "set" && after.at(Pointer(text_of(request, "pointer"))) != request["value"])
    return "the value is not there";
  if (what == "insert" && after.at(Pointer(text_of(request, "pointer"))) != request["value"])
    return "the item is not there";
  if (what == "erase" && after == before) return "nothing went";
  if (what == "replace" && after != request["definition"]) return "it is another text";
  if (what == "paste_layers" && layers(after) != layers(before) + request["layers"].size())
    return "layers are missing";
  if ((what == "add_layer" || what == "duplicate_layer") && layers(after) != layers(before) + 1)
    return "no layer came";
  if (what == "add_component" && components_in(after) != components_in(before) + 1)
    return "no component came";
  if (what == "move_component" && components_in(after) != components_in(before))
    return "a component is lost";
  if (what == "rename_layer" && !index_by_id(list_in(after, "layers"), text_of(request, "to")))
    return "no layer has the name";
  return {};
}

class RequestProperty : public ::testing::Test {
 protected:
  static std::vector<Json> documents() {
    const std::filesystem::path source(TUNDISH_SOURCE_DIR);
    std::vector<Json> all;
    for (const char* file :
         {"server/demos/funnels/lead-form.json", "server/templates/re-engagement.json"})
      all.push_back(Json::parse(read_file(source / file)));
    for (const char* file : {"typebot_ways", "typebot_choices"}) {
      const auto bot = import_definition(
          ImportFormat::typebot,
          read_file(source / "tests/imports" / (std::string(file) + ".json")), {});
      EXPECT_TRUE(bot);
      if (bot) all.push_back(Json::parse(bot->definition));
    }
    for (const char* name : {"unicode", "every_domain", "lead_form", "two_starts", "subfunnels"})
      all.push_back(valid_definition(name));
    all.push_back(large_funnel(12));
    for (const char* text : kOdd) all.push_back(Json::parse(text));
    return all;
  }

  /// Documents that are being written, with anything anywhere.
  static constexpr const char* kOdd[] = {
      R"({})",
      R"({"layers":5,"content":7,"config":[],"x_studio":"mine","languages":["en"]})",
      R"({"layers":[1,null,{"id":"a"},{"id":"a"},{"id":7},{"id":"b","components":9,"x_studio":[]}],
          "content":{"en":{"a.x":"1","b.x":"2","a.b.x":"3","10":-0.0},"es":[]}})",
      R"({"languages":["en","es"],"layers":[{"id":"10","type":"start","components":[
          {"id":"20","type":"button","kind":"jump","jumps":[
          {"experiment":"e","weights":{"b":1,"20":3,"a":2},"targets":4}]},{"id":"x"}]},
          {"id":"b","components":{"id":"20"}},{"id":"","components":[{"id":""}]}],
          "content":{"en":{"b":1,"10.20.text":"t","0":1e308,"b.20.text":"nobody's"}}})",
  };
};

struct Counts {
  std::size_t done = 0, refused = 0;
};

/// One sequence; the history is left as it ended.
void play(Asker& author, History& history, Json& followed, Counts& counts) {
  for (std::size_t steps = 2 + author.below(8); steps > 0; --steps) {
    const std::size_t choice = author.below(9);
    const std::size_t revision = history.revision();
    bool is_done = false;
    if (choice == 0) {
      is_done = history.undo();
    } else if (choice == 1) {
      is_done = history.redo();
    } else if (choice == 2) {
      is_done = !history.perform(author.deed(history.document()));
    } else {
      const Json before = history.document();
      const Json request = author.request(before);
      const bool is_instead = request.contains("instead") && history.joins("typing");
      const Json base = is_instead ? history.without_last() : before;
      const auto misfit = ask(history, request);
      ASSERT_TRUE(!misfit || !misfit->sentence.empty()) << request;
      is_done = history.revision() != revision;
      if (!misfit) {
        const bool is_so = history.document() == base;
        const std::string wrong =
            is_done && !is_so ? broken(request, base, history.document()) : "";
        ASSERT_EQ(wrong, "") << request << "\n" << before << "\n" << history.document();
        if (text_of(request, "do") == "rename_component" && is_done) {
          ASSERT_LE(texts_in(history.document()), texts_in(base));
        }
      }
      if (!is_done) {
        ASSERT_EQ(history.document(), before) << request;
      }
    }
    ++(is_done ? counts.done : counts.refused);
    if (history.revision() != revision)
      for (const Edit& edit : history.changes()) follow(followed, edit);
    ASSERT_EQ(followed, history.document());
  }
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TUNDISH_IS_WATCHED
#endif
#endif
/// Where every step is watched (AddressSanitizer) a tenth takes as long.
#ifdef TUNDISH_IS_WATCHED
constexpr unsigned kSequences = 1000;
#else
constexpr unsigned kSequences = 10000;
#endif

TEST_F(RequestProperty, SequencesAreTakenBackAndDoneAgainToTheByte) {
  const std::vector<Json> all = documents();
  Counts counts;
  for (unsigned seed = 1; seed <= kSequences; ++seed) {
    SCOPED_TRACE(seed);
    Asker author(seed);
    const Json& first = all[author.below(all.size())];
    History history(first);
    Json followed = first;
    play(author, history, followed, counts);
    if (HasFatalFailure()) return;
    while (history.redo()) {
    }
    const std::string ended = history.document().dump();
    followed = history.document();
    while (history.undo())
      for (const Edit& edit : history.changes()) follow(followed, edit);
    ASSERT_EQ(history.document().dump(), first.dump());
    ASSERT_EQ(followed.dump(), first.dump());
    while (history.redo())
      for (const Edit& edit : history.changes()) follow(followed, edit);
    ASSERT_EQ(history.document().dump(), ended);
    ASSERT_EQ(followed.dump(), ended);
  }
  // Not everything is refused, and something is.
  EXPECT_GT(counts.refused, kSequences / 2);
  EXPECT_GT(counts.done, 2 * kSequences);
}

}  // namespace
}  // namespace tundish::studio
