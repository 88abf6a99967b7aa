#include "tundish/channels.hpp"
#include "view/component.hpp"
#include "view/outgoing.hpp"

namespace tundish {

std::vector<CutText> find_cut_texts(const Funnel& funnel, std::string_view language,
                                    Channel channel) {
  std::vector<CutText> cuts;
  if (!is_limited(channel)) return cuts;
  State state;
  state.header.language = language;
  state.header.channel = channel;
  for (std::size_t l = 0; l < funnel->layers.size(); ++l) {
    const Layer& layer = funnel->layers[l];
    state.layer = static_cast<LayerIndex>(l);
    for (std::size_t c = 0; c < layer.components.size(); ++c) {
      const ViewComponent shown =
          view_component(funnel, state, layer, layer.components[c], Missing::hidden);
      if (!shown.outgoing || !shown.outgoing->cut) continue;
      cuts.push_back(CutText{static_cast<LayerIndex>(l), static_cast<int>(c)});
    }
  }
  return cuts;
}

}  // namespace tundish
