#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tundish/funnel.hpp"

namespace tundish {

/// Something that a channel cannot show and for which the component has no alternative there. It
/// disables the channel for the whole funnel.
struct Misfit {
  LayerIndex layer = kNoLayer;
  int component = -1;         ///< its place in the layer, or -1
  int action = -1;            ///< its place among the layer's actions, or -1
  std::string_view property;  ///< what the channel has no form for: `appearance`, `input_type`, ...
  std::string_view word;      ///< the word that the property has
  bool in_alternative = false;  ///< the alternative for the channel is meant
  bool operator==(const Misfit&) const = default;
};

/// Everything that keeps a funnel from being played on a channel, in the funnel's order.
std::vector<Misfit> find_misfits(const Definition& definition, Channel channel);
/// Whether nothing does.
bool is_playable_on(const Definition& definition, Channel channel);

/// Where a text is longer than the channel takes.
struct CutText {
  LayerIndex layer = kNoLayer;
  int component = -1;
  bool operator==(const CutText&) const = default;
};

/// The messages, questions and choices that are cut where they are sent, with what visitors fill
/// into templates still missing. None on the web and in web chats.
std::vector<CutText> find_cut_texts(const Funnel& funnel, std::string_view language,
                                    Channel channel);

}  // namespace tundish
