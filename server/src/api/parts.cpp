#include <algorithm>
#include <functional>

#include "api/body_reader.hpp"
#include "api/context.hpp"
#include "api/draft_answers.hpp"
#include "http/problem.hpp"
#include "service/drafts.hpp"
#include "service/fault.hpp"
#include "tundish/codec.hpp"
#include "tundish/funnel.hpp"

namespace tundish::api {
namespace {

/// A layer, or a component of one.
enum class Kind { layer, component };

std::string_view word_of(Kind kind) { return kind == Kind::layer ? "layer" : "component"; }

service::PartPlace part_of(const Call& call, Kind kind) {
  service::PartPlace place;
  place.layer = call.parameter("layer");
  if (kind == Kind::component) place.component = call.parameter("component");
  return place;
}

http::Response unknown_part(Kind kind) {
  return http::problem_response(404, "unknown_" + std::string(word_of(kind)),
                                "The draft has no " + std::string(word_of(kind)) + " of that id.");
}

/// Keeps what the edit makes of the draft; what it says is unknown is not there.
http::Response edit(Context& context, const Call& call, const service::DraftEdit& change) {
  const service::SavedFunnel saved =
      service::edit_draft(context.store, place_of(call), change, actor_of(context, call));
  if (saved.outcome == service::DraftOutcome::invalid && !saved.findings.empty()) {
    const Diagnostic& first = saved.findings.front();
    if (first.code == "unknown_layer" && first.place.pointer.empty()) {
      return unknown_part(Kind::layer);
    }
    if (first.code == "unknown_component" && first.place.pointer.empty()) {
      return unknown_part(Kind::component);
    }
    if (first.code == "unknown_language" && first.place.pointer.empty()) {
      return http::problem_response(404, first.code, first.sentence);
    }
  }
  return draft_response(saved, call.parameter("slug"));
}

/// Answers from the canonical definition, under the draft's `ETag`.
http::Response show(Context& context, const Call& call,
                    const std::function<std::optional<Value>(const Value&)>& view,
                    const std::function<http::Response()>& missing) {
  std::optional<std::string> text;
  context.store.read([&](store::Reader& reader) {
    text = service::find_draft(reader, call.parameter("slug"), environment_of(call));
  });
  if (!text) return unknown_funnel(call.parameter("slug"));
  const std::optional<Value> found = view(service::canonical_value(*text));
  if (!found) return missing();
  http::Response response = http::json_response(200, to_json(*found));
  http::set_header(response, "etag", service::etag_of_text(*text));
  return response;
}

Value part_value(const Value& definition, const service::PartPlace& place, Kind kind,
                 const Value& part) {
  Value value{Value::Object{}};
  value.set(word_of(kind), part);
  value.set("content", service::texts_of(definition, place));
  return value;
}

template <Kind kind>
http::Response read(Context& context, const Call& call) {
  const service::PartPlace place = part_of(call, kind);
  return show(
      context, call,
      [&place](const Value& definition) -> std::optional<Value> {
        const Value* part = service::find_part(definition, place);
        if (part == nullptr) return std::nullopt;
        return part_value(definition, place, kind, *part);
      },
      [] { return unknown_part(kind); });
}

/// The list of that name in an object, or an empty one.
Value list_in(const Value& object, std::string_view name) {
  const Value* found = object.find(name);
  return found == nullptr ? Value(Value::List{}) : *found;
}

http::Response list_layers(Context& context, const Call& call) {
  return show(
      context, call,
      [](const Value& definition) {
        Value body{Value::Object{}};
        body.set("layers", list_in(definition, "layers"));
        return std::optional(body);
      },
      [] { return unknown_part(Kind::layer); });
}

http::Response list_components(Context& context, const Call& call) {
  const service::PartPlace layer = part_of(call, Kind::layer);
  return show(
      context, call,
      [&layer](const Value& definition) -> std::optional<Value> {
        const Value* found = service::find_part(definition, layer);
        if (found == nullptr) return std::nullopt;
        Value body{Value::Object{}};
        body.set("components", list_in(*found, "components"));
        return body;
      },
      [] { return unknown_part(Kind::layer); });
}

/// `{layer, content, position}`, or the same of a component.
service::WantedPart read_part(BodyReader& reader, Kind kind) {
  service::WantedPart wanted;
  wanted.part = reader.object(word_of(kind));
  wanted.content = reader.object_or_none("content");
  if (reader.has("position")) wanted.position = reader.integer("position");
  return wanted;
}

template <Kind kind>
http::Response add(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const service::WantedPart wanted = read_part(reader, kind);
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  service::PartPlace place;
  if (kind == Kind::component) place.layer = call.parameter("layer");
  return edit(context, call, [&](const Value& definition) {
    return service::add_part(definition, place, wanted);
  });
}

template <Kind kind>
http::Response replace(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const service::WantedPart wanted = read_part(reader, kind);
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return edit(context, call, [&](const Value& definition) {
    return service::replace_part(definition, part_of(call, kind), wanted);
  });
}

template <Kind kind>
http::Response remove(Context& context, const Call& call) {
  return edit(context, call, [&](const Value& definition) {
    return service::remove_part(definition, part_of(call, kind));
  });
}

http::Response patch(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const Value edits = reader.list("edits");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return edit(context, call,
              [&](const Value& definition) { return service::apply_patch(definition, edits); });
}

http::Response read_texts(Context& context, const Call& call) {
  const std::string& language = call.parameter("language");
  return show(
      context, call,
      [&language](const Value& definition) -> std::optional<Value> {
        const Value* content = definition.find("content");
        const Value* texts = content == nullptr ? nullptr : content->find(language);
        const Value::List languages = list_in(definition, "languages").list();
        const bool is_listed =
            std::find(languages.begin(), languages.end(), Value(language)) != languages.end();
        if (texts == nullptr && !is_listed) return std::nullopt;
        Value body{Value::Object{}};
        body.set("texts", texts == nullptr ? Value(Value::Object{}) : *texts);
        return body;
      },
      [] {
        return http::problem_response(404, "unknown_language", "The draft has no such language.");
      });
}

template <Result<service::Edited> (*change)(const Value&, std::string_view, const Value&)>
http::Response write_texts(Context& context, const Call& call) {
  BodyReader reader(call.request.body);
  const Value texts = reader.object("texts");
  if (const Diagnostics faults = reader.faults(); !faults.empty()) return invalid_body(faults);
  return edit(context, call, [&](const Value& definition) {
    return change(definition, call.parameter("language"), texts);
  });
}

http::Response remove_texts(Context& context, const Call& call) {
  return edit(context, call, [&](const Value& definition) {
    return service::remove_language(definition, call.parameter("language"));
  });
}

constexpr std::string_view kFunnel = "/api/v1/funnels/{slug}";
constexpr std::string_view kLayers = "/api/v1/funnels/{slug}/layers";
constexpr std::string_view kLayer = "/api/v1/funnels/{slug}/layers/{layer}";
constexpr std::string_view kComponents = "/api/v1/funnels/{slug}/layers/{layer}/components";
constexpr std::string_view kComponent =
    "/api/v1/funnels/{slug}/layers/{layer}/components/{component}";
constexpr std::string_view kTexts = "/api/v1/funnels/{slug}/content/{language}";

struct View {
  std::string_view pattern;
  std::string_view summary;
  std::string_view answer;
  http::Response (*handler)(Context&, const Call&);
};

struct Change {
  http::Method method;
  std::string_view pattern;
  std::string_view summary;
  std::string_view body;
  http::Response (*handler)(Context&, const Call&);
};

}  // namespace

void add_parts(Routes& routes) {
  const View views[] = {
      {kLayers, "A draft's layers in order, without texts", "LayerList", list_layers},
      {kLayer, "A layer of a draft, and its texts", "LayerPart", read<Kind::layer>},
      {kComponents, "A layer's components in order", "ComponentList", list_components},
      {kComponent, "A component, and its texts", "ComponentPart", read<Kind::component>},
      {kTexts, "All texts of a draft in a language", "Texts", read_texts},
  };
  for (const View& view : views) {
    routes.add({.method = http::Method::get,
                .pattern = view.pattern,
                .access = Access::viewer,
                .tag = "funnels",
                .summary = view.summary,
                .query = {kEnvironmentParameter},
                .answers = {{200, view.answer}},
                .handler = view.handler});
  }
  const Change changes[] = {
      {http::Method::patch, kFunnel, "Edits a draft by a JSON Patch", "DraftPatch", patch},
      {http::Method::post, kLayers, "Adds a layer", "WantedLayer", add<Kind::layer>},
      {http::Method::put, kLayer, "Replaces a layer, or moves it", "WantedLayer",
       replace<Kind::layer>},
      {http::Method::delete_, kLayer, "Deletes a layer with its texts", "", remove<Kind::layer>},
      {http::Method::post, kComponents, "Adds a component", "WantedComponent",
       add<Kind::component>},
      {http::Method::put, kComponent, "Replaces a component, or moves it", "WantedComponent",
       replace<Kind::component>},
      {http::Method::delete_, kComponent, "Deletes a component with its texts", "",
       remove<Kind::component>},
      {http::Method::put, kTexts, "Replaces the texts of a language", "Texts",
       write_texts<service::replace_texts>},
      {http::Method::patch, kTexts, "Changes some texts of a language; an empty one is deleted",
       "Texts", write_texts<service::merge_texts>},
      {http::Method::delete_, kTexts, "Takes a language away", "", remove_texts},
  };
  for (const Change& change : changes) {
    routes.add({.method = change.method,
                .pattern = change.pattern,
                .access = Access::master,
                .tag = "funnels",
                .summary = change.summary,
                .query = {kEnvironmentParameter},
                .body = change.body,
                .answers = {{200, "SavedFunnel"}},
                .limit = {kMaxDefinitionBytes},
                .if_match = IfMatch::required,
                .handler = change.handler});
  }
}

}  // namespace tundish::api
