#include <string>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"
#include "run/subfunnel.hpp"
#include "support/pointer.hpp"
#include "tundish/channels.hpp"

namespace tundish {

namespace {

/// The layer as it is written: of a subfunnel the one that plays it.
LayerIndex written_layer(const Funnel& funnel, LayerIndex layer) {
  const auto count = static_cast<LayerIndex>(funnel.written().layers.size());
  while (layer >= count) layer = player_of(*funnel, layer);
  return layer;
}

std::string place_of(const Funnel& funnel, LayerIndex layer, int component) {
  const LayerIndex written = written_layer(funnel, layer);
  const auto index = static_cast<std::size_t>(written);
  if (written != layer || component < 0) return layer_pointer(index);
  return component_pointer(index, static_cast<std::size_t>(component));
}

std::string place_of(const Funnel& funnel, const Misfit& misfit, Channel channel) {
  std::string place = place_of(funnel, misfit.layer, misfit.component);
  if (misfit.layer != written_layer(funnel, misfit.layer)) return place;
  if (misfit.action >= 0) place += "/actions/" + std::to_string(misfit.action);
  if (misfit.in_alternative) {
    place = child_pointer(place + "/alternatives", to_text(channel));
  }
  return child_pointer(place, misfit.property);
}

void check_misfits(const Funnel& funnel, Channel channel, Diagnostics& findings) {
  const bool is_default = channel == funnel->channel;
  for (const Misfit& one : find_misfits(*funnel, channel)) {
    const Layer& layer = funnel->layers[static_cast<std::size_t>(one.layer)];
    const std::string where = one.component >= 0
                                  ? layer.components[static_cast<std::size_t>(one.component)].id
                                  : layer.actions[static_cast<std::size_t>(one.action)].id;
    report(findings, is_default ? Severity::error : Severity::warning, "unsupported_component",
           place_of(funnel, one, channel),
           "The channel " + std::string(to_text(channel)) + " has no form for `" + layer.id + "." +
               where + "`, whose " + std::string(one.property) + " is " + std::string(one.word) +
               (is_default ? ": it is the default channel."
                           : ": the funnel can not be played there without an alternative."));
  }
}

void check_cuts(const Funnel& funnel, const std::string& language, Channel channel,
                Diagnostics& findings) {
  for (const CutText& one : find_cut_texts(funnel, language, channel)) {
    const Layer& layer = funnel->layers[static_cast<std::size_t>(one.layer)];
    const std::string& id = layer.components[static_cast<std::size_t>(one.component)].id;
    report(findings, Severity::warning, "text_cut", place_of(funnel, one.layer, one.component),
           "On the channel " + std::string(to_text(channel)) + " `" + layer.id + "." + id +
               "` is longer than it may be in the language `" + language +
               "`: something of it is cut.");
  }
}

}  // namespace

void check_channels(const Funnel& funnel, Diagnostics& findings) {
  for (const Channel channel : funnel->channels) {
    check_misfits(funnel, channel, findings);
    for (const std::string& language : funnel->languages) {
      check_cuts(funnel, language, channel, findings);
    }
  }
}

}  // namespace tundish
