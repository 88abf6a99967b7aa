#include "sim/stranger.hpp"

#include <algorithm>

#include "sim/funnels.hpp"
#include "sim/player.hpp"

namespace tundish::sim {
namespace {

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
  const std::int64_t lot = around_.random.below(10);
  if (lot < 5) {
    forge(victim);
  } else if (lot < 8) {
    confuse(victim);
  } else {
    splice(victim);
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
  std::optional<store::Session> row;
  server_.store().read([&](store::Reader& reader) { row = reader.find_session(victim.root); });
  if (!row || row->status != "in_progress") return;
  Event event;
  event.seq = row->head_seq + 1;
  event.uid = around_.random.hex(32);
  event.prev = around_.random.hex(64);
  event.t_wall = 1760000000000;
  event.input = Closed{"spliced"};
  event.hash = event_hash(event);
  around_.ledger.fate(event.hash);
  const std::string place = R"("gen":0,"epoch":)" + std::to_string(row->epoch) + R"(,"prev":")" +
                            row->head_hash + R"(","from":)" + std::to_string(event.seq) + ",";
  const std::string body = "{" + place + R"("s_have":0,)" + members_of(row->release, kRulesLevel) +
                           R"("events":[)" + to_json(event) + "]}";
  expect(post_events(victim.root, victim.secret, body), {404, 409, 410, 422});
}

}  // namespace tundish::sim
