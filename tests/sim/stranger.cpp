#include "sim/stranger.hpp"

#include <algorithm>

#include "sim/funnels.hpp"
#include "sim/player.hpp"

namespace tundish::sim {
namespace {

constexpr std::int64_t kMostInOneRequest = 64;

std::string body_of(const std::string& members, const std::string& events) {
  return R"({"gen":0,"prev":"","from":0,"s_have":0,)" + members + R"("events":[)" + events + "]}";
}

std::string members_of(const std::string& release, int rules) {
  return R"("release":")" + release + R"(","rules":)" + std::to_string(rules) + ",";
}

}  // namespace

void Stranger::begin() {
  around_.schedule.after(around_.random.between(5000, 60000), [this] { attack(); });
}

void Stranger::attack() {
  if (around_.is_calm) return;
  around_.schedule.after(around_.random.between(5000, 60000), [this] { attack(); });
  if (around_.sessions.empty()) return;
  const auto count = static_cast<std::int64_t>(around_.sessions.size());
  const KnownSession& victim =
      around_.sessions[static_cast<std::size_t>(around_.random.below(count))];
  const std::int64_t lot = around_.random.below(14);
  if (lot < 5) {
    forge(victim);
  } else if (lot < 8) {
    confuse(victim);
  } else if (lot < 10) {
    splice(victim);
  } else if (lot < 12) {
    claim(victim);
  } else {
    truncate(victim);
  }
}

void Stranger::expect(const http::Request& request, const std::vector<int>& statuses) {
  server_.handle(request, [this, request, statuses](const std::optional<http::Response>& response) {
    if (!response || response->status == 503) return;
    if (std::find(statuses.begin(), statuses.end(), response->status) != statuses.end()) return;
    around_.ledger.violate("I7", "a stranger was answered " + std::to_string(response->status) +
                                     ' ' + std::string(response->body.view()) + " to " +
                                     request.path + ' ' + request.body);
  });
}

/// Events made by somebody without the secret, for the session and for a branch of it.
void Stranger::forge(const KnownSession& victim) {
  const std::string secret = around_.random.hex(64);
  Player player(around_, first_edition().releases.front(), {}, {});
  const LoggedEvent header = player.start(victim.root, 1760000000000);
  const LoggedEvent second = player.gesture(1760000000000);
  around_.ledger.fate(header.hash).forged = true;
  around_.ledger.fate(second.hash).forged = true;
  const std::string members =
      R"("epoch":9,)" + members_of(first_edition().rows.front().hash, kRulesLevel);
  const std::string events = header.text + (second.text.empty() ? "" : "," + second.text);
  const std::string branch = branch_session(victim.root, header.hash);
  const std::string left = R"("parent":")" + victim.root + R"(","at":-1,)";
  switch (around_.random.below(5)) {
    case 0:
      return expect(post_events(victim.root, secret, body_of(members, events)), {403});
    case 1:
      return expect(post_events(victim.root, "", body_of(members, events)), {401});
    case 2:
      return expect(post_events(branch, secret, body_of(members + left, events)), {403, 422});
    case 3:
      return expect(
          post_events(branch, secret, body_of(members + left + R"("refused":true,)", events)),
          {403, 422});
    default:
      return expect(get_session(victim.root, secret), {403, 404});
  }
}

/// The owner's secret and the wrong release or rules: nothing may be applied. The session need not
/// be there yet.
void Stranger::confuse(const KnownSession& victim) {
  Player player(around_, second_edition().releases.front(), {}, {});
  const LoggedEvent header = player.start(victim.root, 1760000000000);
  around_.ledger.fate(header.hash).forged = true;
  const std::string first = first_edition().rows.front().hash;
  const bool rules = around_.random.per_mille(500);
  const std::string members =
      members_of(rules ? first : header.hash, rules ? kRulesLevel + 1 : kRulesLevel);
  expect(post_events(victim.root, victim.secret, body_of(members, header.text)), {404, 410, 422});
}

/// The owner's secret and an event of another chain: kept as evidence, never played.
void Stranger::splice(const KnownSession& victim) {
  const std::optional<store::Session> row = playing(victim);
  if (!row) return;
  Event event = behind(*row);
  event.prev = around_.random.hex(64);
  event.input = Closed{"spliced"};
  event.hash = event_hash(event);
  around_.ledger.fate(event.hash);
  hand_in(victim, *row, event.seq, to_json(event));
}

/// The owner's secret and an event that only the server may write, in its lane and in the client's.
void Stranger::claim(const KnownSession& victim) {
  const std::optional<store::Session> row = playing(victim);
  if (!row) return;
  Event event = behind(*row);
  const std::optional<Head> server =
      server_.server_head(victim.root, static_cast<std::size_t>(event.seq));
  if (around_.random.per_mille(600) && server) {
    event.lane = Lane::s;
    event.c_seen = event.seq;
    event.seq = server->seq + 1;
    event.prev = server->hash;
  }
  EffectResult result;
  result.effect = around_.random.hex(32) + "-0";
  event.input = result;
  if (event.lane == Lane::s && around_.random.per_mille(500)) event.input = Closed{"claimed"};
  event.hash = event_hash(event);
  ++around_.tallies.claims;
  around_.ledger.fate(event.hash).claimed = true;
  hand_in(victim, *row, row->head_seq + 1, to_json(event));
}

/// The end of the session's own log, of which the event before it was taken out: what it stands
/// behind is not what is here, so nothing of it is taken. Or its log, cut off in the middle of the
/// text: no body that can be read, which is 422 at every address. (A hole between two events of one
/// request is tested with ingest: what follows it becomes evidence, and the audit knows no event
/// that is both in its chain and evidence.)
void Stranger::truncate(const KnownSession& victim) {
  const std::optional<store::Session> row = playing(victim);
  if (!row || row->head_seq < 2 || row->head_seq >= kMostInOneRequest) return;
  std::vector<store::Event> log;
  server_.store().read([&](store::Reader& reader) {
    log = reader.list_events(log_of(*row), Lane::c, 0, static_cast<int>(row->head_seq) + 1);
  });
  const std::int64_t hole = around_.random.between(1, row->head_seq - 1);
  const bool is_cut = around_.random.per_mille(500);
  const std::size_t first = is_cut ? 0 : static_cast<std::size_t>(hole) + 1;
  std::string texts;
  for (std::size_t i = first; i < log.size(); ++i) texts += (i > first ? "," : "") + log[i].text;
  const std::string prev = is_cut ? "" : log[first - 2].hash;
  std::string body = R"({"gen":0,"prev":")" + prev + R"(","from":)" + std::to_string(first) +
                     R"(,"s_have":0,"epoch":)" + std::to_string(row->epoch) + "," +
                     members_of(row->release, kRulesLevel) + R"("events":[)" + texts + "]}";
  if (is_cut) body.resize(body.size() / 2);
  const std::vector<int> gone = {404, 409, 410};
  expect(post_events(victim.root, victim.secret, body), is_cut ? std::vector<int>{422} : gone);
}

/// The session as the server has it, when it goes on.
std::optional<store::Session> Stranger::playing(const KnownSession& victim) {
  std::optional<store::Session> row;
  server_.store().read([&](store::Reader& reader) { row = reader.find_session(victim.root); });
  if (row && row->status != "in_progress") row.reset();
  return row;
}

/// An event that would come next.
Event Stranger::behind(const store::Session& row) {
  Event event;
  event.seq = row.head_seq + 1;
  event.uid = around_.random.hex(32);
  event.prev = row.head_hash;
  event.t_wall = 1760000000000;
  return event;
}

void Stranger::hand_in(const KnownSession& victim, const store::Session& row, std::int64_t from,
                       const std::string& text) {
  const std::string place = R"("gen":0,"epoch":)" + std::to_string(row.epoch) + R"(,"prev":")" +
                            row.head_hash + R"(","from":)" + std::to_string(from) + ",";
  const std::string body = "{" + place + R"("s_have":0,)" + members_of(row.release, kRulesLevel) +
                           R"("events":[)" + text + "]}";
  expect(post_events(victim.root, victim.secret, body), {404, 409, 410, 422});
}

}  // namespace tundish::sim
