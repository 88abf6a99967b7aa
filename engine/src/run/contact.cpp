#include "run/contact.hpp"

#include <string_view>

namespace tundish {

namespace {

constexpr std::string_view kContact = "contact.";

}  // namespace

void save_to_contact(const Step& step) {
  State& state = step.state();
  for (const Component& component : step.layer().components) {
    const Input* input = on_channel(component, state.header.channel).input();
    if (!input || input->save_to.size() <= kContact.size()) continue;
    const Answer* answer = find_answer(state, input->slug);
    if (!answer || !answer->problems.empty() || !is_on_path(state, *answer)) continue;
    state.contact.set(std::string_view(input->save_to).substr(kContact.size()), answer->value);
  }
}

}  // namespace tundish
