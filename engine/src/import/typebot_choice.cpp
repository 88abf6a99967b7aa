#include <algorithm>
#include <utility>

#include "import/members.hpp"
#include "import/typebot_making.hpp"
#include "parse/sentence.hpp"
#include "support/utf8.hpp"

namespace tundish::typebot {

namespace {

constexpr std::size_t kMaxOptions = 1000;
constexpr std::size_t kMaxWays = 200;

struct Offer {
  At at;
  std::string title, value, image;
  std::optional<BlockIndex> way;
};

/// The condition that an item is shown under; nothing when it always is.
std::optional<Value> condition_of_item(const At& item, Making& making) {
  std::optional<At> shown = object_at(item, "displayCondition");
  if (!shown) {
    const std::optional<At> options = object_at(item, "options");
    if (options) shown = object_at(*options, "displayCondition");
  }
  if (!shown || !flag_at(*shown, "isEnabled")) return std::nullopt;
  const std::optional<At> condition = object_at(*shown, "condition");
  if (!condition) return std::nullopt;
  return conditions_of(*condition, making);
}

/// A card has several ways to be chosen; each is an option of its own.
void add_card(const Item& item, const Bot& bot, std::vector<Offer>& offers) {
  const std::string title = text_at(item.at, "title");
  const std::string image = text_at(item.at, "imageUrl");
  for (const At& path : items_at(item.at, "paths")) {
    if (path->kind != json::Kind::object) continue;
    const std::string text = text_at(path, "text");
    const std::string joined =
        title.empty() || text.empty() ? title + text : title + " \xE2\x80\x93 " + text;
    Offer offer{path, joined, joined, image, bot.way_of({path, text_at(path, "id")})};
    offers.push_back(std::move(offer));
  }
}

std::vector<Offer> offers_of(const Block& block, const Bot& bot) {
  std::vector<Offer> offers;
  for (const Item& item : block.items) {
    if (item.at.find("paths")) {
      add_card(item, bot, offers);
      continue;
    }
    const std::string content = text_at(item.at, "content");
    const std::string title = content.empty() ? text_at(item.at, "title") : content;
    std::string value = text_at(item.at, "value");
    const std::optional<At> options = object_at(item.at, "options");
    if (value.empty() && options) value = text_at(*options, "internalValue");
    offers.push_back({item.at, title, value.empty() ? title : value, text_at(item.at, "pictureSrc"),
                      bot.way_of(item)});
  }
  return offers;
}

class Options {
 public:
  Options(const std::string& slug, bool is_multiple, Making& making)
      : slug_(slug), is_multiple_(is_multiple), making_(making) {}

  void add(const Offer& offer);
  Choice take() { return std::move(choice_); }

 private:
  std::string value_of(const Offer& offer);
  void add_way(const Offer& offer, const std::string& value);

  const std::string& slug_;
  bool is_multiple_;
  Making& making_;
  Choice choice_;
  std::vector<std::string> taken_;
};

std::string Options::value_of(const Offer& offer) {
  std::string value = option_value(making_.slugs.plain_of(offer.value, offer.at.place()));
  if (value.empty()) value = "option " + std::to_string(taken_.size() + 1);
  if (std::find(taken_.begin(), taken_.end(), value) == taken_.end()) return value;
  making_.notes.warn("duplicate_option", offer.at.place(),
                     "There is an option " + quoted(value) + " already; this one is counted.");
  const std::string base(shortened(value, 180));
  for (int n = 2; std::find(taken_.begin(), taken_.end(), value) != taken_.end(); ++n) {
    value = base + " " + std::to_string(n);
  }
  return value;
}

void Options::add(const Offer& offer) {
  if (taken_.size() >= kMaxOptions) return;
  const std::string value = value_of(offer);
  taken_.push_back(value);
  const std::string title = making_.slugs.template_of(offer.title, offer.at.place());
  Value option;
  option.set("value", value);
  if (title != value && !title.empty()) option.set("title", title);
  if (!offer.image.empty() && is_url(offer.image) && offer.image.find("{{") == std::string::npos) {
    option.set("image", offer.image);
  } else if (!offer.image.empty()) {
    making_.notes.warn("url", offer.at.place(),
                       "The picture's address cannot be used; it is left out.");
  }
  if (std::optional<Value> shown = condition_of_item(offer.at, making_)) {
    option.set("visible_if", *shown);
  }
  choice_.options.push(std::move(option));
  add_way(offer, value);
}

void Options::add_way(const Offer& offer, const std::string& value) {
  if (!offer.way) return;
  if (is_multiple_) {
    return making_.notes.warn("not_carried", offer.at.place(),
                              "Where several can be chosen, one of them leads nowhere by itself.");
  }
  if (choice_.ways.size() >= kMaxWays) {
    return making_.notes.warn("too_long", offer.at.place(),
                              "At most 200 options have ways of their own; this goes on as usual.");
  }
  Value condition;
  condition.set("slug", slug_);
  condition.set("operator", "==");
  condition.set("value", value);
  choice_.ways.push_back({*offer.way, Value::List{std::move(condition)}});
}

}  // namespace

Choice choice_of(const Block& block, const std::string& slug, bool is_multiple, Making& making) {
  Options options(slug, is_multiple, making);
  for (const Offer& offer : offers_of(block, making.bot)) options.add(offer);
  for (const Item& item : block.items) {
    making.notes.warn_of_rest(
        *item.at, item.at.pointer,
        {"id", "type", "blockId", "stepId", "outgoingEdgeId", "content", "title", "description",
         "value", "pictureSrc", "imageUrl", "paths", "displayCondition", "options"},
        "an item");
    if (!text_at(item.at, "description").empty()) {
      making.notes.warn("not_carried", place_at(item.at, "description"),
                        "An option has a title and a picture; its description is left out.");
    }
  }
  return options.take();
}

}  // namespace tundish::typebot
