#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "import/flow_names.hpp"
#include "import/formula_reader.hpp"
#include "import/typebot_bot.hpp"

namespace tundish::typebot {

/// What a bot's variables are called as slugs, and what reads and writes them.
class Slugs {
 public:
  Slugs(const Bot& bot, Notes& notes);

  /// The slug of the variable with that id, empty when there is none. Notes that it is written.
  std::string written(const std::string& variable_id);
  /// The same, noting that it is read.
  std::string read(const std::string& variable_id);

  bool knows(const std::string& variable_id) const { return slugs_.count(variable_id) > 0; }
  /// Whether that variable may hold a list.
  bool may_be_list(const std::string& variable_id) const { return lists_.count(variable_id) > 0; }

  struct AnswerSlugs {
    std::string slug;      ///< what the input calls its answer
    std::string variable;  ///< set: the variable that gets a copy, because others write it too
  };
  /// For the input at that place.
  AnswerSlugs answer_of(BlockIndex block);

  /// For expressions; reading a name notes it.
  SlugOf reader();
  /// The same, noting nothing.
  SlugOf looker() const;
  /// A text with `{{variables}}` as a template.
  std::string template_of(std::string_view text, const Place& place);
  /// A text without `{{variables}}`, or with their names in their place; a warning says so.
  std::string plain_of(std::string_view text, const Place& place);

  /// Variables that are read and that nothing writes: a link may bring them.
  std::vector<const Variable*> expected() const;
  std::string slug_of(const Variable& variable) const;
  /// Of the variable with that id, empty when there is none.
  std::string slug_of(std::string_view variable_id) const;

 private:
  void note_uses(const Bot& bot);
  void note_result(const json::Node& node);
  std::string slug_of_name(std::string_view name);
  std::string fitted(std::string text, const Place& place);

  const Bot& bot_;
  Notes& notes_;
  FlowNames names_;
  std::map<std::string, std::string, std::less<>> slugs_;  // by id
  std::map<std::string, std::string, std::less<>> ids_;    // by name
  std::map<std::string, std::set<std::string>> kinds_;     // of the inputs that a variable has
  std::set<std::string> computed_, read_, written_;        // ids
  std::set<std::string> lists_;                            // ids of what may be a list
};

/// Whether the block asks for something.
bool is_input(const Block& block);
/// Of what type its answer is.
std::string_view input_type_of(const Block& block);
/// Whether a member of that name has a variable's id.
bool names_variable(std::string_view member);
/// The same, and the block writes that variable.
bool is_result_name(std::string_view member);

}  // namespace tundish::typebot
