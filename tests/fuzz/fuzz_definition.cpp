// Any bytes as a definition and as a data collection flow: a valid funnel or diagnostics with
// places, and a funnel that survives being written, released, analysed, exported and played.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/playing.hpp"
#include "fuzz/random_gesture.hpp"
#include "fuzz/require.hpp"
#include "fuzz/text_seed.hpp"
#include "tundish/analyze.hpp"
#include "tundish/channels.hpp"
#include "tundish/codec.hpp"
#include "tundish/export.hpp"
#include "tundish/import.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish::fuzz {
namespace {

constexpr int kGestures = 8;

void check_diagnostics(const Diagnostics& diagnostics) {
  require("a refused text has an error", has_errors(diagnostics));
  require("there are at most 201 findings", diagnostics.size() <= 201);
  for (const Diagnostic& one : diagnostics) {
    require("a finding has code, sentence and place",
            !one.code.empty() && !one.sentence.empty() && one.place.line > 0);
  }
  require("findings are JSON", parse_value(to_json(diagnostics)).has_value());
}

void check_written(const Funnel& funnel) {
  const std::string canonical = to_json(funnel);
  const Result<Funnel> again = parse_funnel(canonical);
  require("the canonical text is read", again.has_value());
  require("it is the same funnel", *again == funnel);
  require("writing it again changes nothing", to_json(*again) == canonical);
}

void play_release(const Funnel& release, Channel channel, testing::Random& random) {
  Playing playing(release);
  Gesture gesture = random_beginning(release, channel, random);
  const bool begun = playing.make(gesture);
  require("a release can be begun where it can be shown",
          begun == is_playable_on(*release, channel));
  if (!begun) return;
  for (int made = 0; made < kGestures; ++made) {
    const Session& session = playing.session();
    gesture = random_gesture(session, random.next(), session.state.last_at_ms, random);
    playing.make(gesture);
  }
  playing.check_log();
}

/// In one of its languages.
void check_released(const Funnel& funnel, const Content& content, testing::Random& random) {
  const Result<Funnel> release = parse_release(release_json(funnel, content.language));
  require("a release is read", release.has_value());
  require("its hashes stay", (*release)->structure == funnel->structure &&
                                 (*release)->content.size() == 1 &&
                                 (*release)->content[0].release == content.release);
  for (const Channel channel : funnel->channels) play_release(*release, channel, random);
}

void check_exports(const Funnel& funnel, const std::string& language) {
  const Exported schema = export_answer_schema(funnel, language);
  require("an answer schema is JSON", parse_value(schema.text).has_value());
  const Exported flow = export_whatsapp_flow(funnel, language);
  require("a flow is whole or says why not", flow.text.empty() == has_errors(flow.diagnostics));
  const Exported seed = export_seed(funnel);
  const Result<Imported> again = import_definition(ImportFormat::seed, seed.text, {});
  require("what was exported as a seed is imported", again.has_value());
  const Result<Funnel> same = parse_funnel(again->definition);
  require("as the same funnel", same && *same == funnel);
}

void check_definition(std::string_view text) {
  const Result<Funnel> funnel = parse_funnel(text);
  if (!funnel) return check_diagnostics(funnel.error());
  testing::Random random(seed_of(text));
  check_written(*funnel);
  const auto& languages = (*funnel)->content;
  if (!languages.empty()) {
    const Content& content = languages[random.below(languages.size())];
    check_released(*funnel, content, random);
    if (random.one_in(4)) check_exports(*funnel, content.language);
  }
  Diagnostics findings = analyze(*funnel);
  locate(findings, text);
  require("findings are JSON", parse_value(to_json(findings)).has_value());
}

void check_flow(std::string_view text) {
  const Result<Imported> imported = import_data_flow(text, "fuzzed", "Fuzzed");
  if (!imported) return check_diagnostics(imported.error());
  require("an imported funnel is read", parse_funnel(imported->definition).has_value());
  for (const Diagnostic& one : imported->diagnostics) {
    require("what came with a funnel is no error", one.severity != Severity::error);
  }
}

}  // namespace
}  // namespace tundish::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  tundish::fuzz::check_definition(text);
  tundish::fuzz::check_flow(text);
  return 0;
}
