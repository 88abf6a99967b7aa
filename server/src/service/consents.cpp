#include "service/consents.hpp"

#include <cstddef>

#include "store/contacts.hpp"
#include "store/records.hpp"
#include "tundish/view.hpp"

namespace tundish::service {
namespace {

const Component* find_consent(const Funnel& funnel, const State& state, const Answer& answer) {
  if (answer.layer == kNoLayer) return nullptr;
  for (const Component& each : funnel->layers[static_cast<std::size_t>(answer.layer)].components) {
    const Component& component = on_channel(each, state.header.channel);
    const Input* input = component.input();
    if (input != nullptr && input->slug == answer.slug &&
        input->appearance == InputAppearance::consent) {
      return &component;
    }
  }
  return nullptr;
}

std::string joined(const std::string& label, const std::string& help) {
  return help.empty() ? label : label + '\n' + help;
}

/// As it was painted; of a question that has left the screen already, as it is written.
std::string text_of(const Funnel& funnel, const State& state, const Answer& answer,
                    const Component& component) {
  for (const ViewComponent& shown : view(funnel, state).components) {
    if (shown.slug == answer.slug) return joined(shown.label, shown.help);
  }
  const Content* content = find_spoken(funnel, state);
  if (content == nullptr) return {};
  const std::string& layer = funnel->layers[static_cast<std::size_t>(answer.layer)].id;
  const auto part = [&](std::string_view name) {
    const std::string* text = find_text(*content, layer, component, state.header.channel, name);
    return text != nullptr ? *text : std::string();
  };
  return joined(part("label"), part("help"));
}

}  // namespace

std::vector<ConsentGiven> consents_in(const Funnel& funnel, const State& after,
                                      const std::vector<Fact>& facts) {
  std::vector<ConsentGiven> consents;
  for (const Fact& fact : facts) {
    if (fact.kind != FactKind::answered) continue;
    const Answer* answer = find_answer(after, fact.slug);
    // Nothing else than a yes or no is worth looking at: most answers end here.
    if (answer == nullptr || !answer->value.is_boolean()) continue;
    const Component* component = find_consent(funnel, after, *answer);
    if (component == nullptr) continue;
    consents.push_back({answer->slug, answer->value.boolean(),
                        text_of(funnel, after, *answer, *component), after.header.language});
  }
  return consents;
}

void keep_consents(store::Writer& writer, const std::string& root, const std::string& uid,
                   const std::vector<ConsentGiven>& consents, std::int64_t now_ms) {
  for (const ConsentGiven& consent : consents) {
    put(writer, store::Consent{root, uid, consent.slug, consent.is_given, consent.text,
                               consent.language, now_ms});
  }
}

}  // namespace tundish::service
