#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tundish/result.hpp"

namespace tundish {

/// A definition made from another format, and what could not be carried over (warnings).
struct Imported {
  std::string definition;  ///< canonical text that `parse_funnel` accepts
  Diagnostics diagnostics;
};

enum class ImportFormat { data_flow, typebot, surveyjs, event_funnels, seed, tundish };

/// `data-flow typebot surveyjs event-funnels seed tundish`.
std::string_view to_text(ImportFormat format);
/// Nothing for any other word.
std::optional<ImportFormat> import_format_of(std::string_view word);
/// Tells a format by what its texts have; nothing when it is none of them.
std::optional<ImportFormat> recognise_import(std::string_view json);

/// How the funnel is called. What is empty is taken from the text, and what that does not say from
/// `fallback`, a slug.
struct ImportNames {
  std::string slug, title, fallback = "imported";
  std::string funnel;  ///< which one, of a text with several
};

/// Makes a definition. What cannot be carried over is a warning with its place; an error means that
/// the text is not of that format at all.
///
/// `typebot`: bots of every version. `surveyjs`: surveys with pages, or elements alone.
/// `event_funnels`: `{funnels: [{id, forModels, steps}]}` or one of them. `seed`: what
/// `export_seed` writes. `tundish`: a definition whose words may be the older ones (`maxLength
/// minLength regEx allowedValues full_formated quick-reply start_at end_at`).
Result<Imported> import_definition(ImportFormat format, std::string_view json,
                                   const ImportNames& names);

/// A data collection flow: a list of steps (or one step) with `id question type options
/// nextMapping next`. `slug` and `title` name the funnel.
Result<Imported> import_data_flow(std::string_view json, std::string_view slug,
                                  std::string_view title);

}  // namespace tundish
