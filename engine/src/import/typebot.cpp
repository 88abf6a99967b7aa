#include <map>
#include <utility>

#include "import/import_formats.hpp"
#include "import/members.hpp"
#include "import/typebot_flow.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

namespace typebot {

namespace {

/// What stands for a funnel that is not there yet.
Value placeholder(const std::string& slug) {
  Value start;
  start.set("id", "start");
  start.set("type", "start");
  start.set("next", "end");
  Value message;
  message.set("id", "message");
  message.set("type", "message");
  message.set("text", "\xE2\x80\xA6");
  Value end;
  end.set("id", "end");
  end.set("type", "result");
  end.set("components", Value::List{message});
  Value funnel;
  funnel.set("tundish", kFormatVersion);
  funnel.set("slug", slug);
  funnel.set("title", slug);
  funnel.set("layers", Value::List{start, end});
  return funnel;
}

constexpr std::size_t kMaxData = 200;
constexpr std::size_t kMaxActions = 100;

Value initial_data(const Slugs& slugs) {
  Value data{Value::List{}};
  for (const Variable* variable : slugs.expected()) {
    if (data.list().size() >= kMaxData) break;
    const std::string slug = slugs.slug_of(*variable);
    const std::string key = tidy_slug(variable->name, "");
    Value datum;
    datum.set("slug", slug);
    datum.set("input_type", "text");
    datum.set("source", "url");
    if (key != slug) datum.set("key", key.empty() ? "variable" : key);
    const std::string value = text_at(variable->at, "value");
    if (!value.empty()) datum.set("default", std::string(shortened(value, 2000)));
    data.push(std::move(datum));
  }
  return data;
}

/// Links bring so many variables; what is more begins with its own value.
std::string begin_with_values(const Slugs& slugs, std::string start, Draft& draft) {
  const std::vector<const Variable*> all = slugs.expected();
  for (std::size_t at = kMaxData; at < all.size();) {
    DraftLayer layer;
    layer.id = draft.names().make("variables");
    layer.is_action = true;
    layer.target = std::exchange(start, layer.id);
    for (; at < all.size() && layer.actions.size() < kMaxActions; ++at) {
      const std::string value = text_at(all[at]->at, "value");
      Value action;
      action.set("id", part_id(layer.actions, "set"));
      action.set("kind", "set");
      action.set("slug", slugs.slug_of(*all[at]));
      action.set("logic", value.empty() ? Value() : Value(shortened(value, 2000)));
      layer.actions.push_back(std::move(action));
    }
    draft.layers().push_back(std::move(layer));
  }
  return start;
}

void set_channels(Value& funnel, bool waits) {
  funnel.set("channel", "web_chat");
  Value::List channels{"web_chat"};
  if (!waits) channels.push_back("web");
  funnel.set("channels", Value(std::move(channels)));
}

void set_subfunnels(Value& funnel, const Draft& draft) {
  std::map<std::string, Value> known;
  const Value layers = draft.written();
  for (const Value& layer : layers.list()) {
    const Value* subfunnel = layer.find("subfunnel");
    if (!subfunnel) continue;
    const std::string& slug = subfunnel->find("funnel")->text();
    known.emplace(slug, placeholder(slug));
  }
  Value all{Value::List{}};
  for (const auto& [slug, one] : known) all.push(one);
  if (!all.list().empty()) funnel.set("subfunnels", all);
}

}  // namespace

}  // namespace typebot

Value typebot_definition(const At& root, const ImportNames& names, Notes& notes) {
  using namespace typebot;
  Bot bot(root, notes);
  bot.say_first();
  Slugs slugs(bot, notes);
  Making making{bot, slugs, notes, VariableKinds(bot, slugs)};
  Flow flow(making);
  const std::string first = flow.layer_of(bot.start());
  flow.make_all();
  flow.note_unreached();
  Draft& draft = flow.draft();
  draft.complete(begin_with_values(slugs, first, draft), notes);
  const Value data = initial_data(slugs);
  if (!data.list().empty()) draft.layers().front().extras.set("initial_data", data);

  Value funnel = begin_definition(names, text_at(root, "name"));
  set_channels(funnel, making.waits);
  Value config;
  config.set("max_reasks", 0);
  funnel.set("config", config);
  read_look(funnel, bot, making);
  set_subfunnels(funnel, draft);
  funnel.set("layers", draft.written());
  return funnel;
}

}  // namespace tundish
