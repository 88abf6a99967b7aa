#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/fields.hpp"

namespace tundish {

/// Reads the members of an object as `fields` names them. What is not there, or is of another kind,
/// leaves the default.
class FieldReader {
 public:
  template <class T>
  using Of = T;

  FieldReader(const json::Node& at, Lowering& lowering) : at_(at), lowering_(lowering) {}

  void text(std::string_view name, std::string& text, std::string_view otherwise = {}) {
    text = text_in(at_, name, otherwise);
  }
  void flag(std::string_view name, bool& flag) { flag = boolean_in(at_, name); }
  void truth(std::string_view name, bool& flag) {
    if (member(at_, name, json::Kind::boolean)) flag = boolean_in(at_, name);
  }
  template <class Integer>
  void whole(std::string_view name, Integer& number, std::type_identity_t<Integer> otherwise) {
    const auto found = whole_number(member(at_, name));
    number = found && is_small<Integer>(*found) ? static_cast<Integer>(*found) : otherwise;
  }
  void number(std::string_view name, double& number) { number = number_in(at_, name).value_or(0); }
  void count(std::string_view name, std::optional<double>& number) {
    number = number_in(at_, name);
  }
  void count(std::string_view name, std::optional<int>& number) {
    const auto found = whole_number(member(at_, name));
    if (found && is_small<int>(*found)) number = static_cast<int>(*found);
  }
  /// A score of nothing is none.
  void score(std::string_view name, std::optional<double>& score) {
    score = number_in(at_, name);
    if (score == 0.0) score.reset();
  }
  template <class Enum>
  void word(std::string_view name, Enum& word) {
    word = word_in(at_, name, word);
  }
  template <class Enum>
  void word(std::string_view name, Enum& word, Enum otherwise) {
    word = word_in(at_, name, otherwise);
  }
  template <class Enum>
  void words(std::string_view name, std::vector<Enum>& words) {
    for (const json::Node& item : items(name)) {
      Enum word{};
      if (from_text(item.text, word)) words.push_back(word);
    }
  }
  void texts(std::string_view name, std::vector<std::string>& texts) {
    for (const json::Node& item : items(name)) {
      if (item.kind == json::Kind::text) texts.emplace_back(item.text);
    }
  }
  void value(std::string_view name, Value& value);
  void logic(std::string_view name, Logic& logic);
  void target(std::string_view name, LayerIndex& layer) { layer = lowering_.target_in(at_, name); }
  void fatalistic_layer(std::string_view name, LayerIndex& layer) {
    layer = lowering_.layer_of_type(at_, name, LayerType::fatalistic);
  }
  void start_layer(std::string_view name, LayerIndex& layer) {
    if (member(at_, name)) layer = lowering_.layer_of_type(at_, name, LayerType::start);
  }
  void conditions(std::string_view name, std::vector<Condition>& conditions);
  void jumps(std::string_view name, std::vector<Jump>& jumps);
  void way(std::string_view name, std::optional<Navigation>& way);
  void sources(std::string_view name, std::vector<AutofillSource>& sources);
  void validations(Input& input) {
    input.validations = lowering_.lower_validations(at_, input.input_type);
  }
  bool is_named_window(const Window&) const { return member(at_, "publishing_window") != nullptr; }
  void clock(std::string_view name, int& minutes);
  void utc_offset(std::string_view name, int& minutes);
  void id(std::string& id) {
    if (id.empty()) id = text_in(at_, "id");
  }
  void type(ComponentType) {}
  void alternatives(std::string_view, Component& component) {
    lowering_.lower_alternatives(at_, component);
  }
  void components(std::string_view, Layer& layer) { lowering_.lower_components(at_, layer); }
  void extensions(Value& extensions) {
    if constexpr (!kLean) extensions = extensions_of(at_);
  }

  template <class T>
  void list(std::string_view name, std::vector<T>& into) {
    for (const json::Node& item : items(name)) {
      into.emplace_back();
      // Which members it has depends on its kind.
      if constexpr (std::is_same_v<T, Action>) into.back().kind = word_in(item, "kind", T{}.kind);
      FieldReader reader(item, lowering_);
      fields(reader, into.back());
    }
  }
  template <class T>
  void part(std::string_view name, T& it) {
    const json::Node* found = member(at_, name, json::Kind::object);
    if (!found) return;
    FieldReader reader(*found, lowering_);
    fields(reader, it);
  }
  template <class T>
  void part(std::string_view name, std::optional<T>& it) {
    if (member(at_, name, json::Kind::object)) part(name, it.emplace());
  }

 private:
  json::Row<json::Node> items(std::string_view name) const;
  template <class Integer>
  static bool is_small(std::int64_t number) {
    return number >= std::numeric_limits<Integer>::min() &&
           number <= std::numeric_limits<Integer>::max();
  }

  const json::Node& at_;
  Lowering& lowering_;
};

}  // namespace tundish
