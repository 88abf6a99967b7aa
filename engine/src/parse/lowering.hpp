#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/node.hpp"
#include "parse/findings.hpp"
#include "parse/sentence.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// Turns a JSON tree into a definition: reads what has the right shape, passes over what has not
/// (the shape check reports that), resolves names and reports what does not fit together. Names
/// stay in the tree, which must outlive this.
class Lowering {
 public:
  /// `depth`: how many funnels this one is played by.
  Lowering(const json::Node& root, Findings& findings, int depth = 0)
      : root_(root), findings_(findings), depth_(depth) {}

  Definition lower();

  /// Bytes that lifted texts and their keys take in the canonical text.
  std::size_t lifted_bytes() const { return lifted_bytes_; }

 private:
  friend class FieldReader;
  using Node = json::Node;
  using Named = std::map<std::string_view, const Node*>;

  /// A text and where it is written.
  struct Written {
    std::string_view language;
    std::string key;
    const Node* node = nullptr;
    bool is_inline = false;
  };

  // The funnel (lower_funnel.cpp).
  void read_languages();
  void read_channels();
  void index_layers(const Node& layers);
  void read_config();
  void read_availability(const Node& config);
  void read_subfunnels();
  void find_start(const Node& layers);
  LayerIndex layer_of_type(const Node& config, std::string_view name, LayerType type);
  /// Notes a name; false when it is taken already, which is reported.
  bool note_name(Named& named, const Node& name, const Node& owner, std::string_view code,
                 std::string_view sentence);

  /// `did_you_mean`, for the first hundred only: comparing every wrong name with every id of a
  /// large funnel would take minutes.
  std::string suggestion(std::string_view typed, const Words& words);

  // Layers (lower_layer.cpp).
  Layer lower_layer(const Node& at);
  void lower_components(const Node& at, Layer& layer);
  void check_properties(const Node& at, const Layer& layer);
  void check_initial_data(const Node& at);
  void check_actions(const Node& at, const Layer& layer);

  // Ways (lower_navigation.cpp).
  Navigation lower_navigation(const Node& at);
  Jump lower_jump(const Node& at);
  void lower_experiment(const Node& at, Jump& jump);
  void check_weights(const Node& name, const Node& at, const Jump& jump);
  /// Reports ways that lead nowhere.
  void check_leads(const Node& at, const Navigation& ways);
  LayerIndex target_in(const Node& at, std::string_view name);
  LayerIndex resolve(const Node& name);

  // Components (lower_component.cpp).
  /// False when it could not be read.
  bool lower_component(const Node& at, std::string_view id, Component& component);
  bool unknown_component();
  void lower_alternatives(const Node& at, Component& component);
  template <class Detail>
  Detail& read_detail(const Node& at, Component& component, Detail detail);
  void check_values(const Node& at, std::string_view list, std::string_view code,
                    std::string_view sentence);

  // What components must be (check_component.cpp).
  void check_message(const Node& at, const Message& message);
  void check_button(const Node& at, const Button& button);
  void check_call(const Node& at, const Call& call);
  void check_auth(const Node& at, const Auth& auth);
  void check_codes(const Node& at, AuthKind method, int expires_minutes);

  // Inputs (lower_input.cpp, check_input.cpp).
  const Node* find_rule(const Node& at, std::string_view name) const;
  std::optional<double> number_rule(const Node& at, std::string_view name) const;
  std::optional<std::int64_t> count_rule(const Node& at, std::string_view name,
                                         std::int64_t otherwise) const;
  std::optional<int> small_rule(const Node& at, std::string_view name, int otherwise) const;
  std::vector<std::string> texts_rule(const Node& at, std::string_view name) const;
  std::string text_rule(const Node& at, std::string_view name) const;
  Validations lower_validations(const Node& at, InputType input_type) const;
  void check_input(const Node& at, const Input& input);
  void check_validations(const Node& at, const Input& input);
  void check_selections(const Node& at, const Input& input);
  void check_dates(const Node& at, const Input& input);
  void check_sources(const Node& at);
  void contradiction(const Node& at, std::string_view name, std::string_view sentence,
                     std::string_view word = {});
  /// `layer`: the one that asks for it, or null.
  void check_slug(const Node& at, const Layer* layer, std::string_view slug, std::string_view type);

  // Conditions (lower_condition.cpp).
  std::vector<Condition> lower_conditions(const Node& at);
  std::optional<Condition> lower_condition(const Node& at);
  std::optional<Condition> lower_group(const Node& at);
  Condition lower_comparison(const Node& at);
  Logic lower_logic(const Node& at);
  void check_rule(const Node& at, const Logic& logic);
  void read_operand(const Node& at, Condition& condition);
  void check_slug_word(const Node& at, std::string_view word, OperandSource source);
  void check_value(const Node& at, Operator operation);

  // Texts (lower_content.cpp).
  void read_content();
  void check_key(const json::Member& entry);
  std::string explain_key(std::string_view key);
  std::string explain_layer_text(const Layer& layer, std::string_view rest);
  std::string explain_channel(const Component& component, std::string_view rest);
  std::string explain_part(const Component& component, std::string_view part);
  void lift(const std::string& prefix, const Node& component);
  void lift_titles(const std::string& prefix, const Node& component, std::string_view list,
                   std::string_view property, std::string_view part);
  void lift_layer(const Layer& layer, const Node& at);
  void lift_text(std::string key, const Node* text);
  void check_template_text(const Node& text);
  void check_pattern_text(const Node& text);
  static bool looks_wide(std::string_view text);
  void take_content(const Node& content);
  void sort_content();
  void store_content();

  const Node& root_;
  Findings& findings_;
  int depth_;
  Definition definition_;
  const Node* layer_list_ = nullptr;
  Named layers_;     // by id: the first of a repeated one
  Words layer_ids_;  // in the order of the text
  Named slugs_;      // the first that is answered to each
  Named experiments_;
  const Layer* layer_ = nullptr;  // that is being read
  bool in_alternative_ = false;
  std::vector<Written> texts_;
  std::size_t lifted_bytes_ = 0;
  int suggestions_left_ = 100;
};

}  // namespace tundish
