#include "bench/visits.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>
#include <vector>

#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"
#include "tundish/session.hpp"

namespace tundish::bench {
namespace {

constexpr std::size_t kBegun = 3;  ///< events of a visit's first request

std::string hex_of(std::string_view kind, std::size_t number, std::size_t digits) {
  return sha256_hex(std::string(kind) + std::to_string(number)).substr(0, digits);
}

/// As players make it: the time, then chance (UUID version 7 without dashes).
std::string uid_of(std::int64_t at_ms, std::size_t seq, std::size_t number) {
  char time[16];
  std::snprintf(time, sizeof time, "%012llx", static_cast<unsigned long long>(at_ms));
  std::string chance = hex_of("uid " + std::to_string(seq) + ' ', number, 20);
  chance[0] = '7';
  chance[4] = '8';
  return time + chance;
}

/// What the visitor of that number does; some have a house, some a company.
std::vector<EventInput> inputs_of(std::size_t number) {
  const double measure = static_cast<double>(20 + number % 49 * 10);
  if (number % 3 == 0) {
    return {Answered{"place", Value("company")}, Pressed{"begin"},
            Answered{"company", Value("Bright Roofs " + std::to_string(number))},
            Answered{"people", Value(measure)}, Pressed{"on"}};
  }
  return {Answered{"place", Value("house")}, Pressed{"begin"}, Answered{"bill", Value(measure)},
          Answered{"plans", Value(Value::List{Value("car"), Value("pool")})}, Pressed{"on"}};
}

struct Player {
  std::string secret;
  std::string id;
  Session session;
  std::vector<Event> log;
};

void play_one(Player& player, EventInput input, std::size_t number) {
  const std::size_t seq = player.log.size();
  Gesture gesture;
  gesture.input = std::move(input);
  gesture.t_mono = 1700 * static_cast<std::int64_t>(seq);
  gesture.t_wall = 1760000000000 + static_cast<std::int64_t>(number) + gesture.t_mono;
  gesture.uid = uid_of(gesture.t_wall, seq, number);
  Played played = play(player.session, gesture);
  if (played.transition.refused) fail(played.transition.refused->sentence);
  player.log.push_back(std::move(played.event));
}

Player play_visit(const Funnel& funnel, const std::string& release, std::size_t number) {
  const std::string secret = hex_of("secret ", number, 64);
  Player player{secret, sha256_hex(secret).substr(0, 32), Session{funnel, {}, {}}, {}};
  Started header;
  header.session = player.id;
  header.release = release;
  header.structure = structure_hash(funnel);
  header.random_seed = hex_of("seed ", number, 32);
  header.language = funnel->default_language;
  play_one(player, header, number);
  for (EventInput& input : inputs_of(number)) play_one(player, std::move(input), number);
  return player;
}

std::string request(const Player& player, const std::string& release, std::size_t from,
                    std::size_t to) {
  std::string body = R"({"epoch":1,"events":[)";
  for (std::size_t i = from; i < to; ++i) body += (i == from ? "" : ",") + to_json(player.log[i]);
  body += R"(],"from":)" + std::to_string(from) + R"(,"gen":0,"prev":")" +
          (from == 0 ? "" : player.log[from - 1].hash) + R"(","release":")" + release +
          R"(","rules":)" + std::to_string(kRulesLevel) + R"(,"s_have":0})";
  return "POST /api/v1/play/sessions/" + player.id +
         "/events HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer " + player.secret +
         "\r\ncontent-type: application/json\r\ncontent-length: " + std::to_string(body.size()) +
         "\r\n\r\n" + body;
}

void write_piece(std::FILE* file, const std::string& piece) {
  const std::uint32_t size = static_cast<std::uint32_t>(piece.size());
  if (std::fwrite(&size, sizeof size, 1, file) != 1 ||
      std::fwrite(piece.data(), 1, piece.size(), file) != piece.size()) {
    fail("the requests could not be written");
  }
}

}  // namespace

std::vector<Event> log_of_visit(const Funnel& funnel, std::size_t number) {
  return play_visit(funnel, release_hash(funnel, funnel->default_language), number).log;
}

void fail(const std::string& why) {
  std::fprintf(stderr, "bench: %s\n", why.c_str());
  std::exit(1);
}

void record_visits(std::string_view definition, std::size_t count, const std::string& path) {
  const Result<Funnel> funnel = parse_funnel(definition);
  if (!funnel) fail(to_json(funnel.error()));
  const std::string release = release_hash(*funnel, (*funnel)->default_language);
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) fail(path + " cannot be written");
  for (std::size_t number = 0; number < count; ++number) {
    const Player player = play_visit(*funnel, release, number);
    write_piece(file, request(player, release, 0, kBegun));
    write_piece(file, request(player, release, kBegun, player.log.size()));
  }
  if (std::fclose(file) != 0) fail("the requests could not be written");
}

RecordedVisits::RecordedVisits(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (descriptor < 0 || ::fstat(descriptor, &about) != 0) fail(path + " cannot be read");
  size_ = static_cast<std::size_t>(about.st_size);
  void* place = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
  ::close(descriptor);
  if (place == MAP_FAILED) fail(path + " cannot be read");
  bytes_ = static_cast<const char*>(place);
}

RecordedVisits::~RecordedVisits() { ::munmap(const_cast<char*>(bytes_), size_); }

std::string_view RecordedVisits::take() {
  std::uint32_t size = 0;
  std::memcpy(&size, bytes_ + place_, sizeof size);
  place_ += sizeof size;
  const std::string_view piece(bytes_ + place_, size);
  place_ += size;
  return piece;
}

RecordedVisits::Visit RecordedVisits::next() {
  if (place_ >= size_) return {};
  Visit visit;
  visit.begins = take();
  visit.goes_on = take();
  return visit;
}

}  // namespace tundish::bench
