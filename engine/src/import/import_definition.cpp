#include <algorithm>
#include <iterator>
#include <utility>

#include "import/flow_names.hpp"
#include "import/import_formats.hpp"
#include "import/members.hpp"
#include "json/parse.hpp"
#include "support/utf8.hpp"
#include "tundish/codec.hpp"
#include "tundish/funnel.hpp"
#include "tundish/import.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

// Editors save more than what is played.
constexpr json::Limits kLimits{16 * 1024 * 1024, 64, 1'000'000};
constexpr std::size_t kMaxTitle = 200;

struct Word {
  ImportFormat format;
  std::string_view text;
};

constexpr Word kWords[] = {
    {ImportFormat::data_flow, "data-flow"}, {ImportFormat::typebot, "typebot"},
    {ImportFormat::surveyjs, "surveyjs"},   {ImportFormat::event_funnels, "event-funnels"},
    {ImportFormat::seed, "seed"},           {ImportFormat::tundish, "tundish"}};

/// A slug in words: `payment-flow` is `Payment flow`.
std::string title_of(std::string_view slug) {
  std::string title(slug);
  std::replace_if(
      title.begin(), title.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  if (!title.empty() && title[0] >= 'a' && title[0] <= 'z') {
    title[0] = static_cast<char>(title[0] - 32);
  }
  return title;
}

bool is_step(const At& at) {
  return at->kind == json::Kind::object && (at.find("question") || at.find("nextMapping"));
}

bool is_seed_item(const At& at) {
  return at->kind == json::Kind::object && at.find("object_type") && at.find("data");
}

/// The bot itself, where it is handed over as a member of its own.
At bot_in(const At& root) {
  for (const std::string_view name : {"typebot", "publishedTypebot"}) {
    const std::optional<At> inside = root.find(name, json::Kind::object);
    if (inside && (inside->find("groups") || inside->find("blocks"))) return *inside;
  }
  return root;
}

bool is_bot(const At& root) {
  const At bot = bot_in(root);
  return bot.find("groups") || bot.find("blocks");
}

std::optional<ImportFormat> recognise(const At& root) {
  if (root->kind == json::Kind::list) {
    if (root->items.empty()) return std::nullopt;
    return is_seed_item(root.item(0)) ? ImportFormat::seed : ImportFormat::data_flow;
  }
  if (root->kind != json::Kind::object) return std::nullopt;
  if (root.find("tundish") || root.find("layers", json::Kind::list)) return ImportFormat::tundish;
  if (is_seed_item(root)) return ImportFormat::seed;
  const bool has_edges = bot_in(root).find("edges", json::Kind::list).has_value();
  if (has_edges && is_bot(root)) return ImportFormat::typebot;
  if (root.find("funnels") || root.find("forModels")) return ImportFormat::event_funnels;
  if (root.find("pages") || root.find("elements") || root.find("questions")) {
    return ImportFormat::surveyjs;
  }
  if (is_step(root)) return ImportFormat::data_flow;
  return std::nullopt;
}

/// What must be there for the text to be of that format at all.
bool is_plausible(ImportFormat format, const At& root) {
  if (format == ImportFormat::seed) {
    return recognise(root) == ImportFormat::seed;
  }
  if (root->kind != json::Kind::object) return false;
  if (format == ImportFormat::typebot) return is_bot(root);
  if (format == ImportFormat::event_funnels) return root.find("funnels") || root.find("steps");
  if (format == ImportFormat::surveyjs) {
    return root.find("pages") || root.find("elements") || root.find("questions");
  }
  return true;
}

std::string_view what_it_is(ImportFormat format) {
  switch (format) {
    case ImportFormat::typebot:
      return "A Typebot bot is an object with `groups` and `edges`.";
    case ImportFormat::surveyjs:
      return "A SurveyJS survey is an object with `pages` or `elements`.";
    case ImportFormat::event_funnels:
      return "Event funnels are an object with `funnels`, or one of them with its `steps`.";
    case ImportFormat::seed:
      return "A seed is a list of objects with `object_type` and `data`, one of them a funnel.";
    default:
      return "A definition is an object.";
  }
}

Value definition_of(ImportFormat format, const At& root, const ImportNames& names, Notes& notes) {
  switch (format) {
    case ImportFormat::typebot:
      return typebot_definition(bot_in(root), names, notes);
    case ImportFormat::surveyjs:
      return survey_definition(root, names, notes);
    case ImportFormat::event_funnels:
      return event_funnel_definition(root, names, notes);
    case ImportFormat::seed:
      return seed_definition(root, names, notes);
    default:
      return tundish_definition(root, names, notes);
  }
}

Diagnostics refused(const json::Document& document, std::string_view sentence) {
  Diagnostic error;
  error.code = "wrong_type";
  error.place = Place{"", document.root.position.line, document.root.position.column};
  error.sentence = sentence;
  return {std::move(error)};
}

/// Faults of the definition that was made stand in that text; the author has the other one.
Diagnostics faults_of(Diagnostics found, Diagnostics faults, const json::Document& document) {
  for (Diagnostic& fault : faults) {
    fault.sentence = "In the funnel at " + fault.place.pointer + ": " + fault.sentence;
    fault.place = Place{"", document.root.position.line, document.root.position.column};
    fault.related.clear();
    found.push_back(std::move(fault));
  }
  return found;
}

}  // namespace

std::string_view to_text(ImportFormat format) {
  return std::find_if(std::begin(kWords), std::end(kWords),
                      [format](const Word& one) { return one.format == format; })
      ->text;
}

std::optional<ImportFormat> import_format_of(std::string_view word) {
  for (const Word& one : kWords) {
    if (one.text == word) return one.format;
  }
  return std::nullopt;
}

std::optional<ImportFormat> recognise_import(std::string_view json) {
  const json::Reading reading = json::read(json, kLimits);
  if (!reading.document) return std::nullopt;
  return recognise(At{&reading.document->root, ""});
}

Value begin_definition(const ImportNames& names, std::string_view own_title,
                       std::string_view own_slug) {
  std::string slug = names.slug;
  if (slug.empty()) slug = tidy_slug(own_slug, names.fallback);
  std::string title = names.title;
  if (title.empty()) title = utf8::trim(shortened(utf8::trim(own_title), kMaxTitle));
  if (title.empty()) title = title_of(slug);
  Value funnel;
  funnel.set("tundish", kFormatVersion);
  funnel.set("slug", slug);
  funnel.set("title", title);
  return funnel;
}

Result<Imported> import_definition(ImportFormat format, std::string_view json,
                                   const ImportNames& names) {
  if (format == ImportFormat::data_flow) {
    const std::string slug = names.slug.empty() ? names.fallback : names.slug;
    return import_data_flow(json, slug, names.title.empty() ? title_of(slug) : names.title);
  }
  json::Reading reading = json::read(json, kLimits);
  if (!reading.document) return unexpected(std::move(reading.faults));
  const json::Document& document = *reading.document;
  const At root{&document.root, ""};
  if (!is_plausible(format, root)) return unexpected(refused(document, what_it_is(format)));
  if (format == ImportFormat::event_funnels) {
    if (auto missing = missing_event_funnel(root, names.funnel)) {
      return unexpected(Diagnostics{std::move(*missing)});
    }
  }
  Notes notes;
  notes.soften(reading.faults);
  const Value definition = definition_of(format, root, names, notes);
  Diagnostics found = notes.take();
  Result<Funnel> funnel = parse_funnel(to_json(definition));
  if (!funnel) {
    return unexpected(faults_of(std::move(found), std::move(funnel.error()), document));
  }
  return Imported{to_json(*funnel), std::move(found)};
}

}  // namespace tundish
