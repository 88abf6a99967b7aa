#include <algorithm>
#include <utility>

#include "tundish/funnel.hpp"

namespace tundish {

// Texts of another structure would never fit, so they are left out.
Funnel Funnel::also(const Funnel& sibling) const {
  if (sibling->structure != definition_->structure) return *this;
  Definition both = *definition_;
  for (const Content& content : sibling->content) {
    const auto place =
        std::find_if(both.content.begin(), both.content.end(),
                     [&content](const Content& one) { return one.language > content.language; });
    both.content.insert(place, content);
  }
  Funnel made = *this;
  made.definition_ = std::make_shared<const Definition>(std::move(both));
  return made;
}

}  // namespace tundish
