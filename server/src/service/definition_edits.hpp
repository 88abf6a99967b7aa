#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tundish/result.hpp"
#include "tundish/value.hpp"

namespace tundish::service {

// Edits of a definition in its canonical form. None of them looks at more than it changes: whether
// the whole is a funnel is for the parser to say.

/// A definition that was edited.
struct Edited {
  Value definition;
  /// What the keys of texts begin with whose layer or component was put in place of another, such
  /// as `welcome.`: a text that nothing has any more goes, and one written inline counts.
  std::string touched{};
};

/// A layer or a component as somebody wants it.
struct WantedPart {
  Value part;
  Value content{};  ///< texts by language and key; they are added to those that are there
  std::optional<std::int64_t> position{};  ///< its place among its like, from 1; else as before
};

/// Where a part is: `component` is empty for a layer.
struct PartPlace {
  std::string layer;
  std::string component{};
};

const Value* find_part(const Value& definition, const PartPlace& place);
/// The texts of a part by language and key.
Value texts_of(const Value& definition, const PartPlace& place);

// Faults of these: `unknown_layer`, `unknown_component`, `taken`, `other_id`, `out_of_range`.
/// Adds a layer, or with `layer` of the place a component to it.
Result<Edited> add_part(const Value& definition, const PartPlace& place, const WantedPart& wanted);
Result<Edited> replace_part(const Value& definition, const PartPlace& place,
                            const WantedPart& wanted);
/// Its texts go with it.
Result<Edited> remove_part(const Value& definition, const PartPlace& place);

/// The texts of one language, in place of those that are there; a new language is listed.
Result<Edited> replace_texts(const Value& definition, std::string_view language,
                             const Value& texts);
/// Adds texts to those that are there; an empty one takes one away.
Result<Edited> merge_texts(const Value& definition, std::string_view language, const Value& texts);
/// The funnel no longer speaks it. Refuses the default language (`default_language`).
Result<Edited> remove_language(const Value& definition, std::string_view language);

/// A JSON Patch (RFC 6902): `add`, `remove`, `replace`, `move`, `copy` and `test`, in order. Faults
/// (`patch`) lead into `{edits}`.
Result<Edited> apply_patch(const Value& definition, const Value& edits);

}  // namespace tundish::service
