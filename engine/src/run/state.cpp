#include "tundish/state.hpp"

#include <algorithm>

#include "run/answers.hpp"
#include "support/sha256.hpp"
#include "values/wide.hpp"

namespace tundish {

namespace {

double score_of(const Input& input, const Value& value) {
  const auto of_option = [&input](const Value& chosen) {
    for (const Option& option : input.options) {
      if (option.value == chosen.text()) return option.score ? *option.score : 0.0;
    }
    return 0.0;
  };
  if (value.is_text()) return of_option(value);
  double sum = 0;
  for (const Value& chosen : value.list()) sum += of_option(chosen);
  return sum;
}

}  // namespace

const Answer* find_answer(const State& state, std::string_view slug) {
  auto at = std::lower_bound(state.answers.begin(), state.answers.end(), slug,
                             [](const Answer& a, std::string_view s) { return a.slug < s; });
  return at != state.answers.end() && at->slug == slug ? &*at : nullptr;
}

bool is_on_path(const State& state, const Answer& answer) {
  if (answer.hidden) return false;
  return answer.origin == AnswerOrigin::initial || answer.layer == state.layer ||
         std::find(state.trail.begin(), state.trail.end(), answer.layer) != state.trail.end();
}

double score(const Funnel& funnel, const State& state) {
  double sum = 0;
  for (const Answer& answer : state.answers) {
    if (!answer.problems.empty() || !is_on_path(state, answer)) continue;
    const Layer& layer = funnel->layers[static_cast<std::size_t>(answer.layer)];
    const Channel channel = state.header.channel;
    if (const Component* component = find_input(layer, answer.slug, channel)) {
      const Input& input = *on_channel(*component, channel).input();
      if (input.input_type == InputType::choice) sum += score_of(input, answer.value);
      if (input.input_type == InputType::matrix) sum += matrix_score(input, answer.value);
    }
  }
  return sum;
}

std::string reference_code(std::string_view session) {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const std::string hash = Sha256().add("tundish:reference:1\n").add(session).hex();
  const auto nibble = [&hash](std::size_t i) {
    return hash[i] <= '9' ? hash[i] - '0' : hash[i] - 'a' + 10;
  };
  std::string code;
  for (std::size_t i = 0; i < 8; ++i) {
    code += kDigits[static_cast<std::size_t>((nibble(2 * i) * 16 + nibble(2 * i + 1)) % 32)];
  }
  return code;
}

bool is_one_at_a_time(Channel channel) { return channel != Channel::web; }

}  // namespace tundish
