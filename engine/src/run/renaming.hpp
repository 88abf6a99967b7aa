#pragma once

#include <string>

#include "tundish/funnel.hpp"

namespace tundish {

/// What a subfunnel's layers are called in the funnel that plays it, and where they stand there.
class Renaming {
 public:
  /// `scope` ends with a slash; `offset` is added to the places of layers.
  Renaming(const Definition& played, const std::string& scope, LayerIndex offset)
      : played_(played), scope_(scope), offset_(offset) {}

  void apply(Layer& layer) const;

 private:
  void apply(LayerIndex& layer) const;
  void apply(Navigation& navigation) const;
  void apply(Condition& condition) const;
  void apply(Component& component) const;
  void apply(Message& message) const;
  void apply(Input& input) const;
  void apply(Button& button) const;
  void apply(Endpoint& endpoint) const;
  void apply(Auth& auth) const;
  void apply(Action& action) const;
  void apply(Call& call) const;
  void apply(AutofillSource& source) const;
  template <class T>
  void apply_all(std::vector<T>& list) const {
    for (T& one : list) apply(one);
  }
  void rename(std::string& slug) const;

  const Definition& played_;
  const std::string& scope_;
  LayerIndex offset_;
};

/// Where the fatalistic layers of a subfunnel lead: to `on_fatalistic` of the layer that plays it,
/// else to the fatalistic layer of that layer's own funnel. `kNoLayer`: nowhere.
LayerIndex fatalistic_behind(const Definition& definition, LayerIndex player);

}  // namespace tundish
