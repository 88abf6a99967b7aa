#include "import/rich_draft.hpp"

#include <algorithm>
#include <utility>

#include "support/utf8.hpp"

namespace tundish {

void RichDraft::add(std::string_view words, const RichRun& look) {
  while (true) {
    const std::size_t end = std::min(words.find('\n'), words.size());
    add_line(words.substr(0, end), look);
    if (end == words.size()) return;
    break_line();
    words.remove_prefix(end + 1);
  }
}

void RichDraft::add_line(std::string_view words, const RichRun& look) {
  if (words.empty()) return;
  if (breaks_ > 1) end_block();
  std::string line = breaks_ > 0 ? "\n" : "";
  line += words;
  breaks_ = 0;
  RichRun* last = block_.runs.empty() ? nullptr : &block_.runs.back();
  const bool is_alike =
      last && last->bold == look.bold && last->italic == look.italic && last->url == look.url;
  if (is_alike) {
    last->text += line;
  } else {
    block_.runs.push_back(RichRun{std::move(line), look.bold, look.italic, look.url});
  }
}

void RichDraft::break_line() {
  if (!block_.runs.empty()) ++breaks_;
}

void RichDraft::begin_item(RichKind kind, int number) {
  end_block();
  block_.kind = kind;
  block_.number = number;
}

void RichDraft::end_block() {
  const bool has_words =
      std::any_of(block_.runs.begin(), block_.runs.end(),
                  [](const RichRun& run) { return !utf8::trim(run.text).empty(); });
  if (has_words) blocks_.push_back(std::move(block_));
  block_ = RichBlock();
  breaks_ = 0;
}

RichText RichDraft::take() {
  end_block();
  return std::exchange(blocks_, {});
}

bool is_formatted(const RichText& text) {
  return std::any_of(text.begin(), text.end(), [](const RichBlock& block) {
    const auto has_look = [](const RichRun& run) {
      return run.bold || run.italic || !run.url.empty();
    };
    return block.kind != RichKind::paragraph ||
           std::any_of(block.runs.begin(), block.runs.end(), has_look);
  });
}

}  // namespace tundish
