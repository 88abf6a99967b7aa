// What the analysis says never happens, never does: no session, wherever it goes, contradicts it.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "analyze/places.hpp"
#include "run/visible.hpp"
#include "tundish/analyze.hpp"
#include "tundish/channels.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/why.hpp"
#include "unit/random_ways.hpp"

namespace tundish {
namespace {

using testing::Random;

constexpr std::uint64_t kFunnels = 250;
constexpr int kSessions = 5;
constexpr int kGestures = 40;

std::string pick(std::initializer_list<const char*> words, Random& random) {
  return *(words.begin() + random.below(words.size()));
}

std::string some_layer(Random& random) { return "l" + std::to_string(random.below(7)); }

/// One comparison of an answer that may be of any type.
std::string condition(Random& random) {
  const std::string slug = R"({"slug":")" + pick({"n", "m", "b", "c", "d", "t", "k"}, random);
  if (random.one_in(4)) {
    return slug + R"(","operator":")" +
           pick({"empty", "not_empty", "must_be_true", "must_be_false"}, random) + "\"}";
  }
  if (random.one_in(8)) return R"({"not":)" + condition(random) + "}";
  if (random.one_in(8)) return R"({"any":[)" + condition(random) + "," + condition(random) + "]}";
  const bool orders = random.one_in(2);
  const std::string operation =
      orders ? pick({">", ">=", "<", "<="}, random)
             : pick({"==", "!=", "contains", "not_contains", "==", "!="}, random);
  const std::string value = orders ? pick({"1", "2", "3", "4", "\"2\""}, random)
                                   : pick({"1", "3", "true", "\"x\"", "\"y\"", "\"no\""}, random);
  return slug + R"(","operator":")" + operation + R"(","value":)" + value + "}";
}

std::string conditions(Random& random) {
  return "[" + condition(random) + (random.one_in(3) ? "," + condition(random) : "") + "]";
}

std::string jumps(Random& random) {
  std::string list;
  for (std::size_t i = 0; i < 1 + random.below(3); ++i) {
    list += (i ? "," : "") + (R"({"target":")" + some_layer(random)) + R"(","conditions":)" +
            conditions(random) + "}";
  }
  return R"("jumps":[)" + list + R"(],"target":")" + some_layer(random) + "\"";
}

std::string input(const std::string& kind, Random& random) {
  std::string it = R"({"id":")" + kind + R"(","type":"input","slug":")" + kind + "\"";
  if (kind == "n") it += R"(,"input_type":"numeric")";
  if (kind == "m") it += R"(,"input_type":"numeric","min":2,"max":3)";
  if (kind == "b") it += R"(,"input_type":"boolean")";
  if (kind == "t") it += R"(,"input_type":"text")";
  const std::string options = R"(,"options":[{"value":"x"},{"value":"y"},{"value":"3"}])";
  if (kind == "c") it += R"(,"input_type":"choice")" + options;
  if (kind == "d") it += R"(,"input_type":"choice","max_selected":2)" + options;
  if (random.one_in(2)) it += R"(,"mandatory":true)";
  if (random.one_in(5)) it += R"(,"allow_overwrite":false)";
  if (random.one_in(5)) it += R"(,"visible_if":)" + conditions(random);
  return it + "},";
}

std::string layer(std::size_t index, Random& random) {
  std::string components;
  for (const char* kind : {"n", "m", "b", "c", "d", "t"}) {
    if (random.one_in(4)) components += input(kind, random);
  }
  components += R"({"id":"go","type":"button","kind":"jump","text":"Go",)" + jumps(random) + "}";
  if (random.one_in(3)) {
    components += R"(,{"id":"back","type":"button","kind":"previous","text":"Back"})";
  }
  std::string it = R"({"id":"l)" + std::to_string(index) + R"(","type":")" +
                   (index == 0 ? "start" : "intermediate") + R"(","components":[)" + components +
                   "]";
  if (random.one_in(4)) {
    it += random.one_in(2) ? R"(,"calculations":[{"slug":"k","logic":{"+":[1,{"var":"n"}]}}])"
                           : R"(,"calculations":[{"slug":"t","logic":{"var":"c"}}])";
  }
  return it + "},";
}

std::string random_questions(Random& random) {
  std::string text =
      R"({"tundish":1,"slug":"s","title":"T","channels":["web","web_chat"],"layers":[)";
  for (std::size_t i = 0; i < 6; ++i) text += layer(i, random);
  return text + R"({"id":"l6","type":"result"}]})";
}

/// What was found, by the place that it says something of.
class Claims : public Trace {
 public:
  explicit Claims(const Funnel& funnel) : funnel_(funnel), layers_(funnel.written().layers.size()) {
    for (const Diagnostic& one : analyze(funnel)) codes_[one.place.pointer].insert(one.code);
    for (std::size_t i = 0; i < layers_; ++i) {
      const Layer& layer = funnel->layers[i];
      for (const ConditionPlace& one : conditions_on(layer, i)) {
        places_[one.conditions] = one.pointer;
      }
      for (const WayPlace& way : ways_of(layer, i)) {
        for (std::size_t j = 0; j < way.ways->jumps.size(); ++j) {
          places_[&way.ways->jumps[j].conditions] =
              way.pointer + "/jumps/" + std::to_string(j) + "/conditions";
        }
      }
    }
  }

  bool says(const std::string& pointer, const char* code) const {
    const auto at = codes_.find(pointer);
    return at != codes_.end() && at->second.count(code) > 0;
  }

  void judged(const Funnel&, const State& state,
              const std::vector<Condition>& conditions) override {
    const auto place = places_.find(&conditions);
    if (place == places_.end()) return;
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      const std::string pointer = place->second + "/" + std::to_string(i);
      const bool holds = hold_now(funnel_, state, {conditions[i]});
      const bool never =
          says(pointer, "contradictory_conditions") || says(pointer, "wrong_value_type");
      const bool always = says(pointer, "condition_always_true");
      tested += never || always ? 1 : 0;
      EXPECT_FALSE(never && holds) << pointer;
      EXPECT_FALSE(always && !holds) << pointer;
      if (!holds) return;
    }
  }

  void chose(const Funnel& funnel, const State& state, const Navigation&, LayerIndex, int jump,
             std::string_view) override {
    const auto layer = static_cast<std::size_t>(state.layer);
    if (layer >= layers_) return;
    const std::vector<WayPlace> ways = ways_of(funnel->layers[layer], layer);
    if (ways.size() != 1) return;  // which one is not told
    const std::string pointer =
        ways[0].pointer + (jump < 0 ? "/target" : "/jumps/" + std::to_string(jump));
    EXPECT_FALSE(says(pointer, "target_shadowed")) << pointer;
  }

  void looked(const AutofillSource&, std::string_view, const Value&, bool) override {}
  void happened(const Fact&) override {}

  void check_entered(LayerIndex layer) const {
    if (layer == kNoLayer || static_cast<std::size_t>(layer) >= layers_) return;
    const std::string pointer = layer_pointer(static_cast<std::size_t>(layer));
    EXPECT_FALSE(says(pointer, "unreachable_layer")) << pointer;
  }

  int tested = 0;

 private:
  Funnel funnel_;  ///< without a trace
  std::size_t layers_;
  std::map<std::string, std::set<std::string>> codes_;
  std::map<const std::vector<Condition>*, std::string> places_;
};

void play_session(const Funnel& funnel, Claims& claims, Random& random) {
  Session session{funnel.traced_by(claims), {}, {}};
  const auto& wanted = funnel->channels;
  const Channel drawn = wanted[random.below(wanted.size())];
  const Channel channel = is_playable_on(*funnel, drawn) ? drawn : Channel::web;
  play(session, testing::random_visitor(funnel, channel, random));
  for (int i = 1; i < kGestures; ++i) {
    Gesture gesture;
    gesture.input = testing::random_input(view(session.funnel, session.state), random);
    gesture.uid = testing::hex_id(random.next());
    gesture.t_wall = 1'760'000'000'000 + 1000 * i;
    play(session, gesture);
    for (const LayerIndex layer : session.state.path) claims.check_entered(layer);
  }
}

using Making = std::string (*)(Random&);

void check_claims(Making make) {
  int tested = 0;
  for (std::uint64_t seed = 1; seed <= kFunnels && !::testing::Test::HasFailure(); ++seed) {
    Random random(seed);
    const std::string text = make(random);
    SCOPED_TRACE("seed " + std::to_string(seed) + ": " + text);
    const Result<Funnel> funnel = parse_funnel(text);
    ASSERT_TRUE(funnel) << to_json(funnel.error());
    Claims claims(*funnel);
    for (int i = 0; i < kSessions; ++i) play_session(*funnel, claims, random);
    tested += claims.tested;
  }
  EXPECT_GT(tested, 0) << "nothing was claimed";
}

TEST(AnalyzeProperty, NoAnswersContradictIt) { check_claims(random_questions); }

TEST(AnalyzeProperty, NoWaysContradictIt) { check_claims(testing::random_ways); }

}  // namespace
}  // namespace tundish
