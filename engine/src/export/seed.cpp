#include <utility>

#include "tundish/codec.hpp"
#include "tundish/export.hpp"
#include "tundish/release.hpp"

namespace tundish {

namespace {

constexpr std::string_view kEnvironment = "production";
constexpr std::string_view kStatus = "draft";

/// One language of the funnel, as the seeds have it: with the layers that all of them share.
Value version_of(std::string_view language, const Value& layers, const Value& texts) {
  Value version;
  version.set("language", language);
  version.set("environment", kEnvironment);
  version.set("status", kStatus);
  version.set("layers", layers);
  version.set("content", texts);
  return version;
}

}  // namespace

Exported export_seed(const Funnel& funnel) {
  Exported made;
  const Result<Value> definition = parse_value(to_json(funnel));
  if (!definition) return {{}, definition.error()};
  Value data{Value::Object{}};
  for (const Value::Member& member : definition->object()) {
    const bool is_versioned = member.name == "layers" || member.name == "content";
    if (!is_versioned) data.set(member.name, member.value);
  }
  const Value* layers = definition->find("layers");
  const Value* content = definition->find("content");
  Value versions{Value::List{}};
  const auto add = [&](std::string_view language, const Value& texts) {
    versions.push(version_of(language, layers ? *layers : Value(Value::List{}), texts));
  };
  if (content) {
    for (const Value::Member& member : content->object()) add(member.name, member.value);
  }
  if (versions.list().empty()) add(funnel->default_language, Value(Value::Object{}));
  data.set("versions", versions);
  Value object;
  object.set("object_type", "funnels");
  object.set("data", data);
  made.text = to_json(Value(Value::List{std::move(object)}));
  return made;
}

}  // namespace tundish
