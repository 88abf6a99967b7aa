#include "import/survey_making.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "import/members.hpp"
#include "import/plain_html.hpp"
#include "import/read_html.hpp"
#include "import/rich_draft.hpp"
#include "import/write_markdown.hpp"
#include "parse/sentence.hpp"
#include "parse/text_rule.hpp"
#include "support/utf8.hpp"
#include "tundish/template.hpp"

namespace tundish::survey {

namespace {

constexpr std::string_view kDefault = "default";
constexpr std::string_view kReserved[] = {"score",   "reference_code", "ReferenceCode", "funnel",
                                          "contact", "initial",        "device",        "auth",
                                          "channel", "language",       "parent"};

constexpr int kMaxDepth = 40;
constexpr std::size_t kMaxText = 20'000;

bool is_language(std::string_view text) {
  return text.size() >= 2 && text.size() <= 35 && follows(TextRule::language, text);
}

}  // namespace

Making::Making(const At& root, Notes& noted) : notes(noted), language_("en") {
  const std::string locale = text_at(root, "locale");
  if (is_language(locale)) language_ = locale;
  for (const std::string_view word : kReserved) names_.reserve(word);
  find_names(*root, 0);
}

/// Questions, calculated values and texts of several: whatever has a name and may be asked for.
void Making::find_names(const json::Node& node, int depth) {
  if (depth > kMaxDepth) return;
  for (const json::Member& member : node.members) {
    const bool holds = member.name == "elements" || member.name == "questions" ||
                       member.name == "pages" || member.name == "templateElements" ||
                       member.name == "calculatedValues";
    if (!holds) continue;
    for (const json::Node& item : member.node.items) {
      const json::Member* name = item.find("name");
      const bool is_named = name && !name->node.text.empty() && member.name != "pages";
      if (is_named) slug_for(std::string(name->node.text));
      if (is_named && member.name != "calculatedValues") note_question(item);
      find_names(item, depth + 1);
    }
  }
}

void Making::note_question(const json::Node& item) {
  const auto word_of = [&item](std::string_view name) {
    const json::Member* member = item.find(name);
    return member ? std::string(member->node.text) : std::string();
  };
  const std::string type = word_of("type");
  const json::Member* several = item.find("multiSelect");
  const bool is_list = type == "checkbox" || type == "tagbox" || type == "ranking" ||
                       type == "imagemap" || (several && several->node.boolean);
  Question made;
  if (is_list) {
    made.kinds = kList;
  } else if (type == "boolean") {
    made.kinds = kTruth;
  } else if (type == "rating") {
    made.kinds = item.find("rateValues") ? kText : kNumber;
  } else if (type == "text") {
    const std::string input = word_of("inputType");
    made.kinds = input == "number" || input == "range" ? kNumber : kText;
  } else if (type == "comment" || type == "radiogroup" || type == "dropdown" ||
             type == "imagepicker" || type == "buttongroup") {
    made.kinds = kText;
  }
  const json::Member* choices = item.find(type == "rating" ? "rateValues" : "choices");
  for (const json::Node& choice : choices ? choices->node.items : json::Row<json::Node>()) {
    const json::Member* value = choice.find("value");
    const std::string_view text = value ? value->node.text : choice.text;
    if (!text.empty()) made.choices.emplace_back(text);
  }
  const auto [known, is_new] = questions_.emplace(slug_for(word_of("name")), made);
  if (!is_new && known->second.kinds != made.kinds) known->second.kinds = kOther;
}

Question Making::question(std::string_view slug) const {
  const auto known = questions_.find(slug);
  return known == questions_.end() ? Question() : known->second;
}

std::string Making::slug_for(const std::string& name) {
  const auto known = slugs_.find(name);
  if (known != slugs_.end()) return known->second;
  const std::string slug = names_.make(tidy_id(name, "question"));
  slugs_.emplace(name, slug);
  return slug;
}

/// `{matrix.row}` is a way into the answer of the matrix.
SlugOf Making::reader() const {
  return [this](std::string_view name) -> std::optional<std::string> {
    const auto known = slugs_.find(name);
    if (known != slugs_.end()) {
      read_.insert(known->second);
      return known->second;
    }
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return std::nullopt;
    const auto whole = slugs_.find(name.substr(0, dot));
    if (whole == slugs_.end()) return std::nullopt;
    read_.insert(whole->second);
    return whole->second + std::string(name.substr(dot));
  };
}

std::string Making::template_of(std::string_view text) const {
  const SlugOf slug_of = reader();
  std::string made;
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
    if (close == std::string_view::npos) break;
    const std::optional<std::string> slug = slug_of(text.substr(open + 1, close - open - 1));
    made += text.substr(at, open - at);
    made += slug ? "{{" + *slug + "}}" : std::string(text.substr(open, close - open + 1));
    at = close + 1;
  }
  made += text.substr(at);
  return check_template(made).empty() ? made : literal_template(text);
}

void Making::put(const std::string& language, const std::string& key, std::string_view plain) {
  if (plain.empty() || key.size() > 400) return;
  const std::string made = template_of(shortened(plain, kMaxText));
  texts_[language][key] =
      utf8::count_code_points(made) <= kMaxText ? made : std::string(shortened(made, kMaxText / 2));
}

/// A member's text in every language it has; false when it has none.
bool Making::each_text(const At& owner, std::string_view member, const Taken& take) {
  const std::optional<At> at = owner.find(member);
  if (!at) return false;
  if ((*at)->kind == json::Kind::text || (*at)->kind == json::Kind::number) {
    take(language_, text_at(owner, member));
    return true;
  }
  if ((*at)->kind != json::Kind::object) return false;
  for (const json::Member& one : (*at)->members) {
    if (one.node.kind != json::Kind::text) continue;
    if (one.name == kDefault) {
      take(language_, std::string(one.node.text));
    } else if (is_language(one.name)) {
      take(std::string(one.name), std::string(one.node.text));
    } else {
      notes.warn("unknown_language", at->member(one).place(),
                 quoted(one.name) + " is no language; its text is left out.");
    }
  }
  return true;
}

bool Making::add_text(const std::string& key, const At& owner, std::string_view member) {
  return each_text(owner, member, [&](const std::string& language, const std::string& text) {
    put(language, key, plain_html(text));
  });
}

bool Making::add_html(Value& message, const std::string& key, const At& owner,
                      std::string_view member) {
  std::map<std::string, RichText> all;
  const bool has_any =
      each_text(owner, member, [&all](const std::string& language, const std::string& html) {
        all[language] = read_html(html);
      });
  std::map<std::string, std::string> marked;
  bool is_rich = false;
  for (const auto& [language, rich] : all) {
    is_rich |= is_formatted(rich);
    std::optional<std::string> made =
        markdown_template(rich, [this](std::string_view words) { return template_of(words); });
    if (made) marked.emplace(language, std::move(*made));
  }
  if (is_rich && marked.size() == all.size() && key.size() <= 400) {
    for (auto& [language, text] : marked) {
      if (!text.empty()) texts_[language][key] = std::move(text);
    }
    message.set("markup", "markdown");
    return true;
  }
  if (is_rich) {
    notes.warn("formatting_lost", place_at(owner, member),
               "Bold, italic and linked words are plain here.");
  }
  for (const auto& [language, rich] : all) put(language, key, utf8::trim(plain_words(rich)));
  return has_any;
}

void Making::add_plain(const std::string& key, std::string text) {
  if (!text.empty()) texts_[language_][key] = std::move(text);
}

void Making::forget(const std::string& prefix) {
  for (auto& [language, texts] : texts_) {
    for (auto it = texts.begin(); it != texts.end();) {
      it = it->first.compare(0, prefix.size(), prefix) == 0 ? texts.erase(it) : std::next(it);
    }
  }
}

std::vector<std::string> Making::languages() const {
  std::vector<std::string> all{language_};
  for (const auto& [language, texts] : texts_) {
    if (language != language_ && all.size() < 100) all.push_back(language);
  }
  return all;
}

std::vector<std::string> Making::missing(const std::vector<DraftLayer>& layers) const {
  std::set<std::string> missing = read_;
  const auto give = [&missing](const Value& part) {
    const Value* slug = part.find("slug");
    if (slug) missing.erase(slug->text());
  };
  for (const DraftLayer& layer : layers) {
    std::for_each(layer.components.begin(), layer.components.end(), give);
    std::for_each(layer.calculations.begin(), layer.calculations.end(), give);
  }
  return {missing.begin(), missing.end()};
}

Value Making::content(const std::vector<DraftLayer>& layers) const {
  std::set<std::string> parts;
  for (const DraftLayer& layer : layers) {
    for (const Value& one : layer.components) {
      parts.insert(layer.id + "." + one.find("id")->text());
    }
  }
  Value content{Value::Object{}};
  for (const auto& [language, texts] : texts_) {
    Value made{Value::Object{}};
    for (const auto& [key, text] : texts) {
      const std::size_t dot = key.find('.', key.find('.') + 1);
      if (parts.count(key.substr(0, dot)) > 0) made.set(key, text);
    }
    content.set(language, std::move(made));
  }
  return content;
}

std::optional<Formula> Making::formula(const At& owner, std::string_view member) {
  const std::string text = text_at(owner, member);
  if (utf8::trim(text).empty()) return std::nullopt;
  const KindsOf kinds_of = [this](std::string_view slug) { return question(slug).kinds; };
  const std::optional<Formula> read = read_survey_expression(text, reader(), kinds_of);
  std::optional<Fitted> fitted;
  if (read) fitted = fit(*read, [this](std::string_view slug) { return question(slug); });
  if (!fitted || size_as_logic(fitted->formula) > kMaxLogicSize) {
    notes.warn("not_translated", place_at(owner, member),
               "This expression is more than can be translated; it is left out: " + quoted(text));
    return std::nullopt;
  }
  if (fitted->has_letters && !told_of_letters_) {
    told_of_letters_ = true;
    notes.warn("not_translated", place_at(owner, member),
               "SurveyJS takes capital letters for small ones where it compares texts, and here "
               "they differ; so it is for every such expression of this survey: " +
                   quoted(text));
  }
  return std::move(fitted->formula);
}

std::optional<Value> Making::conditions(const At& owner, std::string_view member) {
  const std::optional<Formula> read = formula(owner, member);
  if (!read) return std::nullopt;
  return Value(Value::List{condition_of(*read)});
}

}  // namespace tundish::survey
