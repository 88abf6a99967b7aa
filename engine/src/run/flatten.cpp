#include "run/flatten.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "run/renaming.hpp"

namespace tundish {

namespace {

/// One subfunnel that is being placed behind what is there.
struct Part {
  const Definition& definition;
  std::string scope;  ///< with the slash
  int depth = 0;
};

class Flattening {
 public:
  Definition of(const Definition& definition) {
    whole_ = definition;
    expand(Part{definition, {}, 0}, 0);
    return std::move(whole_);
  }

 private:
  void expand(const Part& part, std::size_t base);
  void place(const Definition& played, const Part& in, std::size_t player);
  void add_layers(const Definition& played, const std::string& scope, LayerIndex player);
  void end_at_player(Layer& layer, LayerIndex player) const;
  void add_texts(const Definition& played, const std::string& scope);

  Definition whole_;
};

// What a layer plays is looked for among the subfunnels of its own funnel.
void Flattening::expand(const Part& part, std::size_t base) {
  for (std::size_t i = 0; i < part.definition.layers.size(); ++i) {
    const std::optional<Subfunnel>& wanted = part.definition.layers[i].subfunnel;
    if (!wanted || part.depth >= kMaxSubfunnelDepth) continue;
    const Definition* played = find_subfunnel(part.definition, *wanted);
    if (!played || played->config.start_layer == kNoLayer) continue;
    place(*played, part, base + i);
  }
}

void Flattening::place(const Definition& played, const Part& in, std::size_t player) {
  const std::size_t base = whole_.layers.size();
  if (base + played.layers.size() > static_cast<std::size_t>(kMaxLayers)) return;
  const Part part{played, whole_.layers[player].id + "/", in.depth + 1};
  const auto offset = static_cast<LayerIndex>(base);
  Layer& playing = whole_.layers[player];
  playing.subfunnel->start = played.config.start_layer + offset;
  if (played.config.fatalistic_layer != kNoLayer) {
    playing.subfunnel->fatalistic = played.config.fatalistic_layer + offset;
  }
  Navigation into;
  into.target = playing.subfunnel->start;
  playing.next = into;
  add_layers(played, part.scope, static_cast<LayerIndex>(player));
  add_texts(played, part.scope);
  expand(part, base);
}

void Flattening::add_layers(const Definition& played, const std::string& scope, LayerIndex player) {
  const Renaming renaming(played, scope, static_cast<LayerIndex>(whole_.layers.size()));
  for (const Layer& written : played.layers) {
    Layer layer = written;
    renaming.apply(layer);
    if (layer.type == LayerType::start) {
      layer.type = LayerType::intermediate;
      layer.auto_fill = true;
    }
    end_at_player(layer, player);
    whole_.layers.push_back(std::move(layer));
  }
}

// The end of a subfunnel is none of the funnel that plays it: nothing is shown there.
void Flattening::end_at_player(Layer& layer, LayerIndex player) const {
  const Layer& playing = whole_.layers[static_cast<std::size_t>(player)];
  if (layer.type == LayerType::result) {
    layer.type = LayerType::action;
    layer.ends_subfunnel = player;
    layer.next = playing.subfunnel->next;
    layer.components.clear();
  }
  if (layer.type != LayerType::fatalistic) return;
  const LayerIndex target = fatalistic_behind(whole_, player);
  if (target == kNoLayer) return;
  layer.components.clear();
  Navigation way;
  way.target = target;
  layer.next = way;
}

// A subfunnel that lacks the language speaks its own.
void Flattening::add_texts(const Definition& played, const std::string& scope) {
  for (Content& content : whole_.content) {
    const Content* spoken = find_content(played, content.language);
    if (!spoken) spoken = find_content(played, played.default_language);
    if (!spoken) continue;
    for (const Text& text : spoken->texts)
      content.texts.push_back(Text{scope + text.key, text.text});
    std::sort(content.texts.begin(), content.texts.end(),
              [](const Text& a, const Text& b) { return a.key < b.key; });
  }
}

}  // namespace

bool plays_subfunnels(const Definition& definition) {
  return std::any_of(definition.layers.begin(), definition.layers.end(), [&](const Layer& layer) {
    return layer.subfunnel && find_subfunnel(definition, *layer.subfunnel);
  });
}

Definition flattened(const Definition& definition) { return Flattening().of(definition); }

}  // namespace tundish
