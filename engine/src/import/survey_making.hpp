#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "import/draft.hpp"
#include "import/formula_reader.hpp"
#include "import/notes.hpp"
#include "import/survey_fit.hpp"
#include "parse/at.hpp"

// The parts that the questions and pages of a SurveyJS survey become.
namespace tundish::survey {

/// What every part is made with: names, texts in all their languages, warnings.
class Making {
 public:
  Making(const At& root, Notes& notes);

  Notes& notes;

  const std::string& language() const { return language_; }
  /// Every language that a text was given in, the default one first.
  std::vector<std::string> languages() const;
  /// The texts by language, as `content` has them: those of the components that are in the layers.
  Value content(const std::vector<DraftLayer>& layers) const;

  /// The slug of a question, or of anything else that has a value; made when it is new.
  std::string slug_for(const std::string& name);
  SlugOf reader() const;
  /// Slugs that something reads and that nothing in the layers gives.
  std::vector<std::string> missing(const std::vector<DraftLayer>& layers) const;
  /// Whether an input of that type may have the slug: all that share one are of one type.
  bool takes_type(const std::string& slug, const std::string& input_type) {
    return types_.emplace(slug, input_type).first->second == input_type;
  }

  /// Adds the texts of a member in every language it has; false when it has none. `{name}` within
  /// it becomes a placeholder, HTML is made plain.
  bool add_text(const std::string& key, const At& owner, std::string_view member);
  /// The same of a member that is HTML, as the text of a message: with formatting where all its
  /// languages can have it.
  bool add_html(Value& message, const std::string& key, const At& owner, std::string_view member);
  void add_plain(const std::string& key, std::string text);
  /// Takes back the texts of a component that is not made.
  void forget(const std::string& prefix);

  /// A list of conditions; nothing, with a warning, when the expression is more than that.
  std::optional<Value> conditions(const At& owner, std::string_view member);
  std::optional<Formula> formula(const At& owner, std::string_view member);

 private:
  void find_names(const json::Node& node, int depth);
  void note_question(const json::Node& item);
  Question question(std::string_view slug) const;
  std::string template_of(std::string_view text) const;
  using Taken = std::function<void(const std::string& language, std::string text)>;
  bool each_text(const At& owner, std::string_view member, const Taken& take);
  void put(const std::string& language, const std::string& key, std::string_view plain);

  std::string language_;
  FlowNames names_;
  std::map<std::string, std::string, std::less<>> slugs_;  // by the survey's names
  std::map<std::string, std::map<std::string, std::string>> texts_;
  std::map<std::string, std::string, std::less<>> types_;   // of inputs, by slug
  std::map<std::string, Question, std::less<>> questions_;  // by slug
  bool told_of_letters_ = false;
  mutable std::set<std::string> read_;
};

/// A component that is being made, and where its texts stand.
struct Part {
  At at;
  std::string layer, id, slug;
  Value::List shown_if;  ///< of the panels around it
};

/// Adds the components of a question or panel to the layer of its page.
void add_element(const At& element, const Value::List& shown_if, DraftLayer& layer, Making& making);

/// Adds what a question of that type is; false when no input stands for it.
bool make_input(const Part& part, const std::string& type, Value& input, Making& making);
bool make_choice(const Part& part, const std::string& type, Value& input, Making& making);
void add_matrix(const Part& part, const std::string& type, DraftLayer& layer, Making& making);
/// Limits, patterns and counts from the question and its `validators`.
void add_rules(const Part& part, Value& input, DraftLayer& layer, Making& making);

/// Options from a list of values or of `{value, text}`, with their texts under `key`.
Value options_of(const At& owner, std::string_view member, const std::string& key, Making& making);
/// The same as rows or columns of a matrix.
Value lines_of(const At& owner, std::string_view member, const std::string& key, Making& making);

/// The page cannot be left while these conditions hold; a text says so, where there is one.
void add_gate(const Part& part, Value::List conditions, std::string_view text_member,
              const At& text_owner, DraftLayer& layer, Making& making);

/// Texts and rules that every input has; puts the input into the layer.
void finish_input(const Part& part, Value input, DraftLayer& layer, Making& making);

/// The layers of all pages and of the ends.
std::string make_pages(const At& root, Draft& draft, Making& making);

}  // namespace tundish::survey
