#include <algorithm>

#include "support/pointer.hpp"
#include "tundish/channels.hpp"
#include "tundish/simulate.hpp"

namespace tundish {

namespace {

void add_fault(std::string_view code, const std::string& pointer, std::string sentence,
               Diagnostics& findings) {
  Diagnostic one;
  one.code = code;
  one.place.pointer = pointer;
  one.sentence = std::move(sentence);
  findings.push_back(std::move(one));
}

void check_channels(const Definition& definition, const Visitors& visitors, Diagnostics& findings) {
  std::vector<Channel> channels;
  for (const auto& [channel, weight] : visitors.channels) {
    if (weight > 0) channels.push_back(channel);
  }
  const bool is_said = !channels.empty();
  if (!is_said) channels.push_back(definition.channel);
  for (const Channel channel : channels) {
    const auto& all = definition.channels;
    const std::string word(to_text(channel));
    const std::string pointer = is_said ? "/visitors/channels/" + word : "";
    if (std::find(all.begin(), all.end(), channel) == all.end()) {
      add_fault("unknown_channel", pointer, "The funnel is not for the channel " + word + ".",
                findings);
    } else if (!is_playable_on(definition, channel)) {
      add_fault("unsupported_component", pointer,
                "The funnel has something that " + word + " cannot show.", findings);
    }
  }
}

bool asks_for(const Definition& definition, const std::string& slug) {
  for (const Layer& layer : definition.layers) {
    for (const Component& component : layer.components) {
      for (const Channel channel : definition.channels) {
        const Component& here = on_channel(component, channel);
        if (here.input() && here.input()->slug == slug) return true;
        if (here.auth() && here.auth()->slug == slug) return true;
      }
    }
  }
  return false;
}

}  // namespace

Diagnostics check_simulation(const Funnel& funnel, const SimulateOptions& options) {
  Diagnostics findings;
  const Definition& definition = *funnel;
  const Visitors& visitors = options.visitors;
  check_channels(definition, visitors, findings);
  for (const auto& [language, weight] : visitors.languages) {
    const auto& all = definition.languages;
    const bool is_listed = std::find(all.begin(), all.end(), language) != all.end();
    if (is_listed || find_content(definition, language)) continue;
    add_fault("unknown_language", child_pointer("/visitors/languages", language),
              "The funnel is not in the language " + language + ".", findings);
  }
  for (const auto& [layer, chance] : visitors.abandon_on) {
    if (find_layer(definition, layer) != kNoLayer) continue;
    add_fault("unknown_layer", child_pointer("/visitors/abandon_on", layer),
              "The funnel has no layer " + layer + ".", findings);
  }
  for (const Spread& one : visitors.answers) {
    if (asks_for(definition, one.name)) continue;
    add_fault("unknown_slug", child_pointer("/visitors/answers", one.name),
              "The funnel asks for no " + one.name + ".", findings);
  }
  return findings;
}

}  // namespace tundish
