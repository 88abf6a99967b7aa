#include "service/seed_import.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "service/fault.hpp"
#include "service/history.hpp"
#include "service/publish.hpp"
#include "service/publishing_windows.hpp"
#include "service/resolving.hpp"
#include "service/seed_endpoints.hpp"
#include "service/seed_versions.hpp"
#include "store/records.hpp"
#include "tundish/changes.hpp"
#include "tundish/codec.hpp"
#include "tundish/parse.hpp"
#include "tundish/release.hpp"

namespace tundish::service {
namespace {

constexpr std::size_t kMostChanges = 20;

/// What is said of it, and how it is done.
struct Plan {
  SeedItem item;
  std::function<void(store::Writer&, const Actor&)> apply;
};

Plan refused(std::string type, std::string name, Diagnostics findings) {
  Plan plan;
  plan.item.object_type = std::move(type);
  plan.item.name = std::move(name);
  plan.item.outcome = "refused";
  plan.item.findings = std::move(findings);
  return plan;
}

std::string text_in(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found == nullptr ? std::string() : found->text();
}

Plan plan_window(store::Reader& reader, const Value& data, const std::string& pointer) {
  const Value* windows = data.find("windows");
  const WantedWindow wanted{text_in(data, "name"), windows == nullptr ? Value() : *windows};
  Diagnostics faults = window_faults(wanted);
  for (Diagnostic& one : faults) one.place.pointer = pointer + "/data" + one.place.pointer;
  if (!faults.empty()) return refused("publishing_windows", wanted.name, std::move(faults));
  const auto before = store::find<store::PublishingWindow>(reader, wanted.name);
  const std::string text = to_json(wanted.windows);
  Plan plan;
  plan.item.object_type = "publishing_windows";
  plan.item.name = wanted.name;
  plan.item.outcome = !before ? "created" : before->windows == text ? "unchanged" : "updated";
  plan.apply = [name = wanted.name, text, before](store::Writer& writer, const Actor& actor) {
    store::put(writer, store::PublishingWindow{
                           name, text, before ? before->created_at_ms : actor.at_ms, actor.at_ms});
  };
  return plan;
}

/// In words, and not all of them when there are many.
std::vector<std::string> changes_of(const std::optional<std::string>& before, const Funnel& after) {
  std::vector<std::string> words;
  const Result<Funnel> old = parse_funnel(before.value_or(""));
  if (!old) return words;
  for (const Change& one : find_changes(*old, after)) {
    if (words.size() < kMostChanges) words.push_back(one.sentence);
  }
  return words;
}

Plan plan_draft(store::Reader& reader, const SeedVersions& versions, const Funnel& funnel) {
  const std::optional<std::string> before = find_draft(reader, funnel->slug, versions.environment);
  const Result<Funnel> known = parse_funnel(before.value_or(""));
  Plan plan;
  plan.item.outcome = "created";
  if (before) plan.item.outcome = known && *known == funnel ? "unchanged" : "updated";
  if (plan.item.outcome == "updated") plan.item.changes = changes_of(before, funnel);
  plan.apply = [funnel, environment = versions.environment](store::Writer& writer,
                                                            const Actor& actor) {
    put_draft(writer, funnel, to_json(funnel), environment, actor.at_ms);
  };
  return plan;
}

Plan plan_played(store::Reader& reader, const SeedVersions& versions, const Funnel& funnel) {
  Plan plan;
  PublishWish wish;
  wish.environment = versions.environment;
  wish.missing_texts = MissingTexts::fall_back;
  if (versions.languages != funnel->languages) wish.languages = versions.languages;
  const Judged judged = judge(funnel, wish.languages, wish.missing_texts);
  plan.item.findings = judged.findings;
  if (!judged.may_be_published) {
    plan.item.outcome = "refused";
    return plan;
  }
  const auto played = reader.list_publications(versions.environment, funnel->slug);
  plan.item.outcome = played.empty() ? "created" : "updated";
  if (plays_all(played, funnel, wish.languages)) plan.item.outcome = "unchanged";
  if (plan.item.outcome == "updated") {
    plan.item.changes = changes_of(find_played(reader, versions.environment, funnel->slug), funnel);
  }
  plan.apply = [funnel, wish](store::Writer& writer, const Actor& actor) {
    put_releases(writer, funnel, wish, "import", actor);
    if (find_draft(writer, funnel->slug, wish.environment)) return;
    put_draft(writer, funnel, to_json(funnel), wish.environment, actor.at_ms);
  };
  return plan;
}

/// The versions of a funnel that share a definition.
Plan plan_versions(store::Reader& reader, const SeedVersions& versions) {
  Plan plan;
  const Result<Funnel> funnel = parse_funnel(versions.definition);
  if (!versions.faults.empty() || !funnel) {
    plan.item.outcome = "refused";
    plan.item.findings = versions.faults.empty() ? funnel.error() : versions.faults;
  } else if (versions.status == "draft") {
    plan = plan_draft(reader, versions, *funnel);
  } else {
    plan = plan_played(reader, versions, *funnel);
  }
  plan.item.findings.insert(plan.item.findings.end(), versions.warnings.begin(),
                            versions.warnings.end());
  plan.item.object_type = "funnels";
  plan.item.name = versions.slug;
  plan.item.environment = versions.environment;
  plan.item.status = versions.status;
  plan.item.languages = versions.languages;
  return plan;
}

Plan plan_environment(const std::string& name) {
  Plan plan;
  plan.item.object_type = "environments";
  plan.item.name = name;
  plan.item.outcome = "created";
  plan.apply = [name](store::Writer& writer, const Actor& actor) {
    add_environment(writer, name, actor.at_ms);
  };
  return plan;
}

class Planner {
 public:
  Planner(store::Reader& reader, const Outgoing& outgoing) : reader_(reader), outgoing_(outgoing) {}

  void add(const Value& seed, const std::string& pointer) {
    const Value* data = seed.find("data");
    const std::string type = text_in(seed, "object_type");
    if (data == nullptr || !data->is_object()) {
      plans_.push_back(
          refused(type, "", {fault("missing_property", pointer + "/data", "A seed has `data`.")}));
    } else if (type == "publishing_windows") {
      plans_.push_back(plan_window(reader_, *data, pointer));
    } else if (type == "endpoints") {
      add_endpoint(*data, pointer);
    } else if (type == "funnels") {
      add_funnel(*data, pointer);
    } else {
      plans_.push_back(refused(type, "",
                               {fault("unknown_word", pointer + "/object_type",
                                      "Seeds are funnels, endpoints and publishing_windows.")}));
    }
  }
  std::vector<Plan> take() { return std::move(plans_); }

 private:
  void add_endpoint(const Value& data, const std::string& pointer) {
    EndpointPlan endpoint = plan_endpoint(reader_, outgoing_, data, pointer + "/data");
    Plan plan;
    plan.item.object_type = "endpoints";
    plan.item.name = text_in(data, "name");
    plan.item.outcome = endpoint.outcome;
    plan.item.findings = std::move(endpoint.findings);
    plan.apply = [row = endpoint.row](store::Writer& writer, const Actor& actor) {
      put_endpoint(writer, row, actor);
    };
    plans_.push_back(std::move(plan));
  }

  void add_funnel(const Value& data, const std::string& pointer) {
    for (const SeedVersions& versions : seed_versions(data, pointer + "/data")) {
      const bool is_known =
          has_environment(reader_, versions.environment) || made_.count(versions.environment) > 0;
      if (!is_known && versions.faults.empty()) {
        made_.insert(versions.environment);
        plans_.push_back(plan_environment(versions.environment));
      }
      plans_.push_back(plan_versions(reader_, versions));
    }
  }

  store::Reader& reader_;
  const Outgoing& outgoing_;
  std::set<std::string> made_;  ///< environments
  std::vector<Plan> plans_;
};

}  // namespace

bool SeedReport::has_refusals() const {
  return std::any_of(items.begin(), items.end(),
                     [](const SeedItem& item) { return item.outcome == "refused"; });
}

SeedReport import_seeds(store::Store& store, const Outgoing& outgoing, const Value& seeds,
                        SeedMode mode, const Actor& actor) {
  std::vector<Plan> plans;
  store.read([&](store::Reader& reader) {
    Planner planner(reader, outgoing);
    const Value::List& list = seeds.list();
    for (std::size_t i = 0; i < list.size(); ++i) {
      planner.add(list[i], "/seeds/" + std::to_string(i));
    }
    plans = planner.take();
  });
  SeedReport report;
  for (const Plan& plan : plans) report.items.push_back(plan.item);
  if (mode == SeedMode::apply && report.has_refusals()) return report;
  report.is_applied = mode == SeedMode::apply;
  store.write([&](store::Writer& writer) {
    Value changed{Value::List{}};
    for (const Plan& plan : plans) {
      if (plan.item.outcome != "created" && plan.item.outcome != "updated") continue;
      if (report.is_applied) plan.apply(writer, actor);
      changed.push(plan.item.object_type + ' ' + plan.item.name + ' ' + plan.item.environment +
                   ' ' + plan.item.status);
    }
    Deed deed{report.is_applied ? "seed.import" : "seed.check", "seed", ""};
    deed.details.set("items", static_cast<double>(plans.size()));
    deed.details.set("changed", std::move(changed));
    note_deed(writer, actor, deed);
  });
  return report;
}

}  // namespace tundish::service
