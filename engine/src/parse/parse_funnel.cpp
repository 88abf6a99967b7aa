#include <algorithm>
#include <string>
#include <utility>

#include "json/parse.hpp"
#include "parse/findings.hpp"
#include "parse/funnel_shape.gen.hpp"
#include "parse/lowering.hpp"
#include "parse/shape_check.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

// A text below this size can not exceed a limit by being written in the canonical form.
constexpr std::size_t kSafeBytes = 200'000;

// Lifting gives every text a key: what was within the limits must stay so, or its own release could
// not be read.
bool outgrows_limits(const Funnel& funnel, std::size_t bytes) {
  return bytes > kSafeBytes && !json::parse(to_json(funnel));
}

/// A layer that wants a release plays its structure: in the languages beside it that release has
/// other hashes, the structure has the same. What is published is pinned already.
void pin_structures(Definition& definition) {
  if constexpr (kLean) return;
  for (Layer& layer : definition.layers) {
    if (!layer.subfunnel) continue;
    Subfunnel& wanted = *layer.subfunnel;
    const auto is_wanted = [&](const Content& in) { return in.release == wanted.release; };
    for (const Definition& one : definition.subfunnels) {
      if (one.slug != wanted.funnel) continue;
      if (!std::any_of(one.content.begin(), one.content.end(), is_wanted)) continue;
      wanted.release = one.structure;
      break;
    }
  }
}

/// The same, knowing the hashes of its structure and of its releases, and its subfunnels theirs.
Definition with_hashes(Definition definition) {
  for (Definition& one : definition.subfunnels) one = with_hashes(std::move(one));
  pin_structures(definition);
  const Funnel funnel(definition);
  definition.structure = structure_hash(funnel);
  for (Content& content : definition.content) {
    content.release = release_hash(funnel, content.language);
  }
  return definition;
}

/// Every layer that plays a subfunnel has a copy of all its layers. Stops where there are too many.
int count_layers(const Definition& definition) {
  auto layers = static_cast<int>(definition.layers.size());
  for (const Layer& layer : definition.layers) {
    if (!layer.subfunnel || layers > kMaxLayers) continue;
    const Definition* played = find_subfunnel(definition, *layer.subfunnel);
    if (played) layers += count_layers(*played);
  }
  return layers;
}

}  // namespace

Result<Funnel> parse_funnel(std::string_view json) {
  json::Reading reading = json::read(json);
  Findings findings;
  findings.add(std::move(reading.faults));
  if (!reading.document) return unexpected(findings.take(nullptr));
  const json::Node& root = reading.document->root;
  findings.distrust();
  if constexpr (!kTerse) check_shape(kFunnelShape, root, findings);
  if (root.kind != json::Kind::object) return unexpected(findings.take(&root));
  findings.distrust();
  Lowering lowering(root, findings);
  Definition definition = lowering.lower();
  if (kTerse && definition.config.start_layer == kNoLayer)
    findings.error("no_start_layer", root, "");
  if (!findings.empty()) return unexpected(findings.take(&root));
  const Funnel funnel(with_hashes(std::move(definition)));
  if constexpr (kTerse) return funnel;
  if (outgrows_limits(funnel, json.size() + lowering.lifted_bytes())) {
    findings.error("too_large", root,
                   "With its texts lifted into `content` the funnel is larger than a definition "
                   "may be: shorten ids or split it.");
  } else if (count_layers(funnel.written()) > kMaxLayers) {
    findings.error("too_many", root,
                   "With those of its subfunnels the funnel has more than {} layers.",
                   {std::to_string(kMaxLayers)});
  }
  if (!findings.empty()) return unexpected(findings.take(&root));
  return funnel;
}

}  // namespace tundish
