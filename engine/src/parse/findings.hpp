#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "json/node.hpp"
#include "support/terse.hpp"
#include "tundish/diagnostic.hpp"

namespace tundish {

inline constexpr std::size_t kMaxFindings = 200;

/// Collects what is wrong with a text. A finding stands at a node of the tree; pointers are written
/// at the end, for those findings only that are shown.
class Findings {
 public:
  /// Adds what another reader found; its places have their pointers.
  void add(Diagnostics diagnostics) {
    if constexpr (kTerse) {
      broken_ |= !diagnostics.empty();
    } else {
      put(std::move(diagnostics));
    }
  }

  /// Reports at a value; the gaps of the sentence are filled as by `sentence_of`.
  void error(std::string_view code, const json::Node& at, std::string_view sentence,
             std::initializer_list<std::string_view> words = {}) {
    report(code, at, at.position, sentence, words);
  }
  /// Reports at the name of a member.
  void error_at_name(std::string_view code, const json::Member& at, std::string_view sentence,
                     std::initializer_list<std::string_view> words = {}) {
    report(code, at.node, at.position, sentence, words);
  }
  /// Adds another place to the error that was reported last.
  void also(const json::Node& other, std::string_view sentence) {
    if constexpr (!kTerse) put_related(other, sentence);
  }

  /// Says nothing more about the values that something was found at: they are not what the author
  /// means, and what follows from them would be noise.
  void distrust() {
    if constexpr (!kTerse) distrust_found();
  }

  /// The text uses what the lean engine has not, which is said instead of everything else; or what
  /// even the player's full engine does not know. Elsewhere the shape check tells.
  void need_full_engine() {
    broken_ |= kTerse;
    needs_full_engine_ = kLean;
  }

  bool empty() const { return !broken_ && found_.empty(); }

  /// In the order of the text; the first 200, and then one `too_many_findings`. `root` is the tree
  /// of the nodes, or null when there is none.
  Diagnostics take(const json::Node* root) {
    if constexpr (!kTerse) return take_found(root);
    Diagnostic broken;
    broken.code = needs_full_engine_ ? "needs_full_engine" : "no_funnel";
    return {std::move(broken)};
  }

 private:
  struct Finding {
    Diagnostic diagnostic;
    const json::Node* node = nullptr;  // null: the diagnostic has its pointer
    const json::Node* other = nullptr;
  };

  void report(std::string_view code, const json::Node& at, json::Position position,
              std::string_view sentence, std::initializer_list<std::string_view> words) {
    if constexpr (kTerse) {
      broken_ = true;
    } else {
      put(code, at, position, sentence, words);
    }
  }

  void put(Diagnostics diagnostics);
  void distrust_found();
  void put_related(const json::Node& other, std::string_view sentence);
  void put(std::string_view code, const json::Node& at, json::Position position,
           std::string_view sentence, std::initializer_list<std::string_view> words);
  Diagnostics take_found(const json::Node* root);
  void write_pointers(const json::Node& root);

  bool broken_ = false;  // terse builds: something was found
  bool needs_full_engine_ = false;
  std::vector<Finding> found_;
  std::vector<std::int64_t> distrusted_;  // places in order, as one number each
  bool took_last_ = false;
};

}  // namespace tundish
