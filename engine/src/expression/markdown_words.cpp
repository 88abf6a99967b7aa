#include <algorithm>
#include <utility>

#include "expression/markdown_address.hpp"
#include "expression/markdown_signs.hpp"
#include "support/decimal.hpp"
#include "support/utf8.hpp"
#include "tundish/markdown.hpp"

namespace tundish {

namespace {

/// Words that lead to one address, and the address when they do not say it. Spaces lead nowhere.
std::string linked(std::string words, std::string_view url) {
  const std::string_view address = markdown::readable(url);
  const std::string_view said = utf8::trim(words);
  if (url.empty() || said.empty() || said == address || said == url) return words;
  return words.append(" (").append(address).append(")");
}

std::string words_in(const RichBlock& block) {
  std::string text;
  for (std::size_t at = 0; at < block.runs.size();) {
    const std::string& url = block.runs[at].url;
    std::string words;
    for (; at < block.runs.size() && block.runs[at].url == url; ++at) words += block.runs[at].text;
    text += linked(std::move(words), url);
  }
  return text;
}

Value run_value(const RichRun& run) {
  Value made;
  if (run.bold) made.set("bold", true);
  if (run.italic) made.set("italic", true);
  made.set("text", run.text);
  if (!run.url.empty()) made.set("url", run.url);
  return made;
}

std::string marked(std::string_view words) {
  std::string made(1, markdown::kValueMark);
  for (const char c : words) {
    if (c != markdown::kValueMark) made += c;
  }
  return made += markdown::kValueMark;
}

}  // namespace

std::string plain_words(const RichText& text) {
  std::string words;
  const RichBlock* before = nullptr;
  for (const RichBlock& block : text) {
    const bool apart =
        before && before->kind == RichKind::paragraph && block.kind == RichKind::paragraph;
    if (before) words += apart ? "\n\n" : "\n";
    if (block.kind == RichKind::bullet) words += "- ";
    if (block.kind == RichKind::numbered) words += std::to_string(block.number) + ". ";
    words += words_in(block);
    before = &block;
  }
  return words;
}

Value rich_value(const RichText& text) {
  Value::List blocks;
  for (const RichBlock& block : text) {
    Value::List runs;
    for (const RichRun& run : block.runs) runs.push_back(run_value(run));
    Value made;
    made.set("kind", to_text(block.kind));
    if (block.kind == RichKind::numbered) made.set("number", block.number);
    made.set("runs", Value(std::move(runs)));
    blocks.push_back(std::move(made));
  }
  return Value(std::move(blocks));
}

Value mark_values(const Value& value) {
  if (value.is_number()) return marked(decimal_text(value.number()));
  if (value.is_text()) {
    if (value.text().empty()) return value;  // no section is about nothing
    return marked(value.text());
  }
  if (value.is_list()) {
    Value::List all;
    for (const Value& one : value.list()) all.push_back(mark_values(one));
    return Value(std::move(all));
  }
  if (!value.is_object()) return value;
  Value::Object all;
  for (const Value::Member& one : value.object()) {
    all.push_back(Value::Member{one.name, mark_values(one.value)});
  }
  return Value(std::move(all));
}

}  // namespace tundish
