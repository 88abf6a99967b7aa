#include "proofs/honest_log.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tundish/import.hpp"
#include "tundish/parse.hpp"
#include "unit/random_flow.hpp"

namespace tundish::proofs {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> definition_files() {
  std::vector<fs::path> files;
  for (const char* folder : {"tests/definitions/valid", "server/demos/funnels"}) {
    for (const auto& entry : fs::directory_iterator(fs::path(TUNDISH_SOURCE_DIR) / folder)) {
      if (entry.path().extension() == ".json") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

std::vector<Funnel> proof_funnels(int random_flows) {
  std::vector<Funnel> funnels;
  for (const fs::path& path : definition_files()) {
    if (Result<Funnel> funnel = parse_funnel(read(path))) funnels.push_back(*funnel);
  }
  for (int seed = 1; seed <= random_flows; ++seed) {
    Random random(static_cast<std::uint64_t>(seed));
    const std::string flow = data_flow::flow_text(data_flow::random_flow(random), random);
    const Result<Imported> imported = import_data_flow(flow, "proof", "Proof");
    if (!imported) continue;
    if (Result<Funnel> funnel = parse_funnel(imported->definition)) funnels.push_back(*funnel);
  }
  return funnels;
}

HonestLog random_log(const Funnel& funnel, int gestures, Random& random) {
  const std::vector<Channel> channels = testing::playable_channels(funnel);
  HonestLog log{funnel, {}, {}, {}};
  Session session{funnel, {}, {}};
  Gesture gesture = testing::random_header(funnel, channels[random.below(channels.size())], random);
  const std::size_t count = 1 + random.below(static_cast<std::size_t>(gestures));
  for (std::size_t made = 0; made < count; ++made) {
    State before = session.state;
    const Played played = play(session, gesture);
    if (played.transition.refused) {
      log.refused.push_back(
          RefusedGesture{log.events.size(), gesture, played.transition.refused->code});
    } else {
      log.events.push_back(played.event);
      log.before.push_back(std::move(before));
    }
    gesture.input = testing::random_input(view(funnel, session.state), random);
    gesture.uid = testing::hex_id(random.next());
    gesture.t_mono += static_cast<std::int64_t>(random.below(5000));
    gesture.t_wall += static_cast<std::int64_t>(random.below(5000));
  }
  log.before.push_back(session.state);
  return log;
}

std::string log_text(const std::vector<Event>& events) {
  std::string text = "[";
  for (const Event& event : events) {
    if (text.size() > 1) text += ',';
    text += to_json(event);
  }
  return text + ']';
}

}  // namespace tundish::proofs
