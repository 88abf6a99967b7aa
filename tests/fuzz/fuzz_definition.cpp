// Any bytes as a definition and as a data collection flow: a valid funnel or diagnostics with
// places, and a funnel that survives being written, released, analysed and begun.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "fuzz/require.hpp"
#include "tundish/advance.hpp"
#include "tundish/analyze.hpp"
#include "tundish/channels.hpp"
#include "tundish/codec.hpp"
#include "tundish/import.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/view.hpp"

namespace tundish::fuzz {
namespace {

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

void begin(const Funnel& release, const Content& content, Channel channel) {
  Started header;
  header.session = header.random_seed = std::string(32, '0');
  header.structure = release->structure;
  header.release = content.release;
  header.language = content.language;
  header.channel = channel;
  Event event;
  event.uid = std::string(32, '0');
  event.input = header;
  const Transition begun = start(release, event);
  const bool playable = is_playable_on(*release, channel);
  require("a release can be begun where it can be shown", begun.refused.has_value() != playable);
  if (!playable) return;
  require("a view is JSON", parse_value(to_json(view(release, begun.state))).has_value());
  const Result<State> state = parse_state(release, to_json(release, begun.state));
  require("a state is read as it was written", state && *state == begun.state);
}

void check_released(const Funnel& funnel) {
  for (const Content& content : funnel->content) {
    const Result<Funnel> release = parse_funnel(release_json(funnel, content.language));
    require("a release is read", release.has_value());
    require("its hashes stay", (*release)->structure == funnel->structure &&
                                   (*release)->content.size() == 1 &&
                                   (*release)->content[0].release == content.release);
    for (const Channel channel : funnel->channels) begin(*release, content, channel);
  }
}

void check_definition(std::string_view text) {
  const Result<Funnel> funnel = parse_funnel(text);
  if (!funnel) return check_diagnostics(funnel.error());
  check_written(*funnel);
  check_released(*funnel);
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
