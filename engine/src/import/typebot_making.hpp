#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "import/draft.hpp"
#include "import/typebot_bot.hpp"
#include "import/typebot_kinds.hpp"
#include "import/typebot_slugs.hpp"

// The parts that a bot's blocks become.
namespace tundish::typebot {

/// Names for what differs: the same thing has the same name wherever it is met.
class UniqueNames {
 public:
  /// The name of the thing that `identity` tells from others; near to `wanted`.
  std::string name_of(const std::string& wanted, const std::string& identity);
  std::size_t size() const { return known_.size(); }

 private:
  FlowNames names_;
  std::map<std::string, std::string, std::less<>> known_;
};

/// What every part is made with.
struct Making {
  const Bot& bot;
  Slugs& slugs;
  Notes& notes;
  VariableKinds kinds;
  UniqueNames endpoints{}, links{};
  FlowNames experiments{};
  bool waits = false;  ///< something waits: that is not for the web
};

/// Conditions from `{logicalOperator, comparisons}`, as a list.
Value conditions_of(const At& content, Making& making);

/// Whether the block says something.
bool is_bubble(const Block& block);
void add_bubble(DraftLayer& layer, const Block& block, Making& making);
/// A link, as a redirect shows it.
void add_link(DraftLayer& layer, const std::string& url, const Place& place, Making& making);

/// What an input's items lead to, told by the answer.
struct ItemWay {
  BlockIndex to = kEnd;
  Value conditions;
};

struct InputWays {
  std::vector<ItemWay> ways;
  bool leads_everywhere = false;  ///< every answer has a way of its own
};

/// Adds the input and gives its items' ways.
InputWays add_input(DraftLayer& layer, BlockIndex block, Making& making);

/// The options of a block with buttons, pictures or cards, and their ways.
struct Choice {
  Value options{Value::List{}};
  std::vector<ItemWay> ways;
};
Choice choice_of(const Block& block, const std::string& slug, bool is_multiple, Making& making);

/// The actions for a block: it sets variables, waits, asks a server. None when there are none.
struct Made {
  Value::List actions;
  bool can_fail = false;
};
Made actions_of(const Block& block, Making& making);

/// What a block that sets a variable does; nothing, with a warning, when it is more than logic.
Value::List actions_of_set(const At& options, Making& making);

/// Everything of the look and the settings that the funnel has, too.
void read_look(Value& funnel, const Bot& bot, Making& making);

/// Adds what the part of a layer says, unless it is empty.
void set_text(Value& part, std::string_view name, std::string text);

bool is_url(std::string_view text);

}  // namespace tundish::typebot
