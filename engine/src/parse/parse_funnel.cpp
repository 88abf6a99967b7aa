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
void check_canonical_size(const Funnel& funnel, const At& root, std::size_t bytes,
                          Findings& findings) {
  if (bytes <= kSafeBytes || json::parse(to_json(funnel))) return;
  findings.error("too_large", root,
                 "With its texts lifted into `content` the funnel is larger than a definition may "
                 "be: shorten ids or split it.");
}

/// The same, knowing the hashes of its structure and of its releases.
Funnel with_hashes(const Funnel& funnel) {
  Definition definition = *funnel;
  definition.structure = structure_hash(funnel);
  for (Content& content : definition.content) {
    content.release = release_hash(funnel, content.language);
  }
  return Funnel(std::move(definition));
}

}  // namespace

Result<Funnel> parse_funnel(std::string_view json) {
  json::Reading reading = json::read(json);
  Findings findings;
  findings.add(std::move(reading.faults));
  findings.distrust();
  if (!reading.document) return unexpected(findings.take());
  const At root{&reading.document->root, ""};
  check_shape(kFunnelShape, root, findings);
  findings.distrust();
  if (root->kind != json::Kind::object) return unexpected(findings.take());
  Lowering lowering(findings);
  Definition definition = lowering.lower(root);
  if (!findings.empty()) return unexpected(findings.take());
  const Funnel funnel(std::move(definition));
  check_canonical_size(funnel, root, json.size() + lowering.lifted_bytes(), findings);
  if (!findings.empty()) return unexpected(findings.take());
  return with_hashes(funnel);
}

}  // namespace tundish
