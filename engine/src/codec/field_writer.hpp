#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/json_writer.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

/// Writes the members of an object as `fields` names them; what equals its default is left out.
class FieldWriter {
 public:
  template <class T>
  using Of = const T;

  /// `for_authors`: with what only they see (`kOfAuthors`).
  FieldWriter(JsonWriter& json, const Definition& definition, bool for_authors)
      : json_(json), definition_(definition), for_authors_(for_authors) {}

  void text(std::string_view name, const std::string& text) { json_.text_member(name, text); }
  void text(std::string_view name, const std::string& text, std::string_view otherwise) {
    if (text != otherwise) json_.text_member(name, text);
  }
  void flag(std::string_view name, bool flag) { json_.boolean_member(name, flag); }
  /// A flag that is set when nobody says.
  void truth(std::string_view name, bool flag);
  void whole(std::string_view name, std::int64_t number, std::int64_t otherwise) {
    json_.integer_member(name, number, otherwise);
  }
  void number(std::string_view name, double number) { json_.number_member(name, number); }
  template <class Number>
  void count(std::string_view name, const std::optional<Number>& number) {
    if (!number) return;
    json_.key(name);
    json_.number(static_cast<double>(*number));
  }
  void score(std::string_view name, const std::optional<double>& score) { count(name, score); }
  template <class Enum>
  void word(std::string_view name, Enum word) {
    json_.text_member(name, to_text(word));
  }
  template <class Enum>
  void word(std::string_view name, Enum word, Enum otherwise) {
    if (word != otherwise) json_.text_member(name, to_text(word));
  }
  template <class Enum>
  void words(std::string_view name, const std::vector<Enum>& words) {
    if (words.empty()) return;
    json_.key(name);
    json_.begin_list();
    for (const Enum word : words) json_.string(to_text(word));
    json_.end_list();
  }
  void texts(std::string_view name, const std::vector<std::string>& texts) {
    json_.texts_member(name, texts);
  }
  void value(std::string_view name, const Value& value) { json_.value_member(name, value); }
  void logic(std::string_view name, const Logic& logic);
  void target(std::string_view name, LayerIndex layer);
  void fatalistic_layer(std::string_view name, LayerIndex layer) { target(name, layer); }
  void start_layer(std::string_view name, LayerIndex layer);
  void conditions(std::string_view name, const std::vector<Condition>& conditions);
  void jumps(std::string_view name, const std::vector<Jump>& jumps);
  void way(std::string_view name, const std::optional<Navigation>& way);
  void sources(std::string_view name, const std::vector<AutofillSource>& sources);
  void validations(const Input& input);
  bool is_named_window(const Window& window) const { return !window.publishing_window.empty(); }
  void clock(std::string_view name, int minutes);
  void utc_offset(std::string_view name, int minutes);
  void id(const std::string& id);
  void type(ComponentType type) { json_.text_member("type", to_text(type)); }
  void alternatives(std::string_view name, const Component& component);
  void components(std::string_view name, const Layer& layer);
  void extensions(const Value& extensions);

  template <class T>
  void object(const T& it) {
    json_.begin_object();
    fields(*this, it);
    json_.end_object();
  }
  template <class T>
  void list(std::string_view name, const std::vector<T>& items) {
    if (items.empty()) return;
    json_.key(name);
    json_.begin_list();
    for (const T& item : items) object(item);
    json_.end_list();
  }
  template <class T>
  void part(std::string_view name, const T& it) {
    if (it == T{}) return;
    json_.key(name);
    object(it);
  }
  template <class T>
  void part(std::string_view name, const std::optional<T>& it) {
    if (!it) return;
    json_.key(name);
    object(*it);
  }

 private:
  void component(const Component& component);
  void condition(const Condition& condition);
  void comparison(const Condition& condition);
  void group(const std::vector<Condition>& conditions);
  void experiment(const Jump& jump);

  const std::string& id_of(LayerIndex layer) const {
    return definition_.layers[static_cast<std::size_t>(layer)].id;
  }

  JsonWriter& json_;
  const Definition& definition_;
  bool for_authors_;
  bool in_alternative_ = false;
};

}  // namespace tundish
