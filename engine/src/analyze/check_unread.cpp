#include <algorithm>

#include "analyze/checks.hpp"
#include "analyze/places.hpp"
#include "analyze/reads.hpp"

namespace tundish {

namespace {

class UnreadCheck {
 public:
  UnreadCheck(const Scope& scope, Diagnostics& findings)
      : scope_(scope), reads_(reads_in(scope.definition)), findings_(findings) {}

  void run();

 private:
  void check_call(const Call& call, const std::string& pointer);
  void check_in(const Subfunnel& subfunnel, const std::string& pointer);
  bool is_handed_out(std::string_view slug) const;

  const Scope& scope_;
  Reads reads_;
  Diagnostics& findings_;
};

/// Whether a funnel that plays this one takes the slug over.
bool UnreadCheck::is_handed_out(std::string_view slug) const {
  if (!scope_.is_part()) return false;
  for (const Layer& layer : scope_.whole.layers) {
    if (!layer.subfunnel) continue;
    const auto& out = layer.subfunnel->out;
    if (std::any_of(out.begin(), out.end(),
                    [slug](const Mapping& one) { return first_name(one.from) == slug; })) {
      return true;
    }
  }
  return scope_.around.size() > 1;
}

// What a server answers besides may be wanted where the answers are read; here it is about an
// endpoint of which nothing at all is used.
void UnreadCheck::check_call(const Call& call, const std::string& pointer) {
  const auto is_used = [this](const Mapping& one) {
    return reads_.reads(one.to) || is_handed_out(one.to);
  };
  const auto& response = call.response;
  if (response.empty() || std::any_of(response.begin(), response.end(), is_used)) return;
  report(findings_, Severity::warning, "unread_response", pointer + "/response",
         "Nothing of what the endpoint `" + call.endpoint +
             "` answers is read: no condition, text, rule or input of the funnel uses it.");
}

void UnreadCheck::check_in(const Subfunnel& subfunnel, const std::string& pointer) {
  const Definition* played = find_subfunnel(scope_.definition, subfunnel);
  if (!played || subfunnel.in.empty()) return;
  const Reads inside = reads_in(*played);
  for (std::size_t i = 0; i < subfunnel.in.size(); ++i) {
    const std::string& to = subfunnel.in[i].to;
    const auto& out = subfunnel.out;
    const bool comes_back = std::any_of(
        out.begin(), out.end(), [&to](const Mapping& one) { return first_name(one.from) == to; });
    if (inside.reads(to) || comes_back) continue;
    report(findings_, Severity::warning, "unread_mapping", pointer + "/in/" + std::to_string(i),
           "The subfunnel `" + played->slug + "` never reads `" + to + "`.");
  }
}

void UnreadCheck::run() {
  for (std::size_t i = 0; i < scope_.definition.layers.size(); ++i) {
    const Layer& layer = scope_.definition.layers[i];
    const std::string pointer = layer_pointer(i);
    each_component(layer, i, [this](const Component& one, const std::string& place) {
      if (one.endpoint()) check_call(one.endpoint()->call, place);
    });
    for (std::size_t j = 0; j < layer.actions.size(); ++j) {
      check_call(layer.actions[j].call, pointer + "/actions/" + std::to_string(j));
    }
    if (layer.subfunnel) check_in(*layer.subfunnel, pointer + "/subfunnel");
  }
}

}  // namespace

void check_unread(const Scope& scope, Diagnostics& findings) { UnreadCheck(scope, findings).run(); }

}  // namespace tundish
