#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "parse/at.hpp"
#include "parse/findings.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// Turns a JSON tree into a definition: reads what has the right shape, passes over what has not
/// (the shape check reports that), resolves names and reports what does not fit together.
class Lowering {
 public:
  explicit Lowering(Findings& findings) : findings_(findings) {}

  Definition lower(const At& root);

  /// Bytes that lifted texts and their keys take in the canonical text.
  std::size_t lifted_bytes() const { return lifted_bytes_; }

 private:
  struct Written {
    std::string text;
    Place place;
  };
  struct SlugUse {
    InputType input_type;
    Place place;
  };

  // The funnel (lower_funnel.cpp).
  void read_languages(const At& root);
  void read_channels(const At& root);
  void index_layers(const At& root);
  void read_config(const At& root);
  void read_theme(const At& config);
  void find_start(const At& root);
  LayerIndex layer_of_type(const At& config, std::string_view name, LayerType type);

  // Layers (lower_layer.cpp).
  Layer lower_layer(const At& at);
  void lower_components(const At& at, Layer& layer);
  std::optional<Component> lower_component(const At& at, const Layer& layer);
  Message lower_message(const At& at);
  Button lower_button(const At& at, const Layer& layer);
  Navigation lower_navigation(const At& at);
  LayerIndex target_in(const At& at, std::string_view name);
  LayerIndex resolve(const At& at);
  void check_ending(const At& at, const Layer& layer);
  void check_not_result(const At& at, const Layer& layer);

  // Inputs (lower_input.cpp).
  Input lower_input(const At& at, const Layer& layer);
  std::optional<At> find_rule(const At& at, std::string_view name);
  std::optional<double> number_rule(const At& at, std::string_view name);
  std::optional<std::int64_t> count_rule(const At& at, std::string_view name,
                                         std::int64_t otherwise);
  std::vector<std::string> texts_rule(const At& at, std::string_view name);
  Validations lower_validations(const At& at, InputType input_type);
  void check_validations(const At& at, const Input& input);
  std::vector<Option> lower_options(const At& at);
  void check_slug(const At& at, const Layer& layer, const Input& input);

  // Conditions (lower_condition.cpp).
  std::vector<Condition> lower_conditions(const At& at);
  std::optional<Condition> lower_condition(const At& at);
  std::optional<Condition> lower_group(const At& at);
  Condition lower_comparison(const At& at);
  void read_operand(const At& at, Condition& condition);
  void read_value(const At& at, Condition& condition);
  void check_value(const At& at, const Condition& condition);

  // Texts (lower_content.cpp).
  void read_content(const At& root);
  void check_key(const json::Member& member, const At& language);
  std::string explain_key(std::string_view key) const;
  void lift(const Layer& layer, const At& component, std::string_view id);
  void lift_text(std::string key, const At& text);
  void check_text(const At& text);
  void check_pattern_text(const At& text);
  void store_content();

  Findings& findings_;
  Definition definition_;
  std::map<std::string, LayerIndex, std::less<>> layers_;  // by id; the first of a repeated one
  std::vector<std::string_view> layer_ids_;
  std::map<std::string, SlugUse, std::less<>> slugs_;
  std::map<std::string, std::map<std::string, Written>> texts_;  // language, key
  std::set<std::string> broken_;  // `<layer>.<component>` that could not be read
  std::size_t lifted_bytes_ = 0;
};

/// The `x_` properties of an object, or null.
Value extensions_of(const json::Node& node);

}  // namespace tundish
