#include <string>

#include "parse/lowering.hpp"
#include "parse/reading.hpp"
#include "support/ending.hpp"

namespace tundish {

using json::Kind;

namespace {

// A property of messages: which appearances need it, and which may have it besides.
struct MessageProperty {
  std::string_view name;
  unsigned needed, allowed;
};

constexpr unsigned bit(MessageAppearance appearance) {
  return 1u << static_cast<unsigned>(appearance);
}

constexpr unsigned kImage = bit(MessageAppearance::image);
constexpr unsigned kCompound = bit(MessageAppearance::compound);
constexpr unsigned kLink = bit(MessageAppearance::hyperlink);
constexpr unsigned kFile = bit(MessageAppearance::asset) | bit(MessageAppearance::media);
constexpr unsigned kPlace = bit(MessageAppearance::location);
constexpr unsigned kChoice = bit(MessageAppearance::quick_reply) | bit(MessageAppearance::list);

constexpr MessageProperty kMessageProperties[] = {
    {"image", kImage, kCompound},      {"alt", 0, kImage | kCompound},
    {"url", kLink | kFile, kCompound}, {"media_type", 0, kFile},
    {"latitude", kPlace, 0},           {"longitude", kPlace, 0},
    {"items", kChoice, kCompound},
};

std::string appearances_in(unsigned set) {
  Words words;
  for (int i = 0; i < 32; ++i) {
    if (set & (1u << i)) words.push_back(to_text(static_cast<MessageAppearance>(i)));
  }
  return listed(words);
}

}  // namespace

void Lowering::check_message(const Node& at, const Message& message) {
  const unsigned own = bit(message.appearance);
  for (const MessageProperty& one : kMessageProperties) {
    const Node* property = member(at, one.name);
    if (!property && (one.needed & own)) {
      findings_.error("missing_property", at,
                      "A message of the appearance {} needs the property {q}.",
                      {to_text(message.appearance), one.name});
    } else if (property && !((one.needed | one.allowed) & own)) {
      findings_.error("misplaced_property", *property,
                      "Only a message of the appearance {} has {q}.",
                      {appearances_in(one.needed | one.allowed), one.name});
    }
  }
  const Node* alt = member(at, "alt");
  if (alt && message.image.empty() && ((kImage | kCompound) & own)) {
    findings_.error("misplaced_property", *alt, "`alt` is about a picture: this message has none.");
  }
  check_values(at, "items", "duplicate_option", "Another item has the value {q} already.");
  const json::Row<Node> none;
  const Node* items = member(at, "items", Kind::list);
  for (const Node& item : items ? items->items : none) {
    for (const std::string_view name : {"jumps", "target"}) {
      const Node* way = member(item, name);
      if (!way || (kChoice & own)) continue;
      findings_.error("misplaced_property", *way,
                      "Only an item of a quick_reply or a list leads on: it has {q}.", {name});
    }
    const Node* section = member(item, "section");
    if (!section || message.appearance == MessageAppearance::list) continue;
    findings_.error("misplaced_property", *section, "Only a list has sections.");
  }
  if (!is_ending(*layer_) || !(kChoice & own)) return;
  findings_.error("misplaced_component", at,
                  "The session ends on a layer of type {}: nobody can reply to a {}.",
                  {to_text(layer_->type), to_text(message.appearance)});
}

void Lowering::check_button(const Node& at, const Button& button) {
  const bool leaves_page = button.kind == ButtonKind::link || button.kind == ButtonKind::call;
  if (button.kind == ButtonKind::jump) check_leads(at, button.navigation);
  if (is_ending(*layer_) && !leaves_page) {
    findings_.error("outbound_navigation", at,
                    "The session ends on a layer of type {}: it can not have a button that leads "
                    "on or back.",
                    {to_text(layer_->type)});
  }
  const Node* id = member(at, "id");
  if (button.kind != ButtonKind::jump && id && id->text == "next") {
    findings_.error("reserved_id", *id,
                    "A {} button can not have the id `next`: pressing `next` takes the layer's way "
                    "onward.",
                    {to_text(button.kind)});
  }
}

void Lowering::check_call(const Node& at, const Call& call) {
  if (call.offline != OfflinePolicy::fallback || member(at, "fallback")) return;
  findings_.error("missing_property", at,
                  "The offline policy fallback needs the property `fallback`: the values that are "
                  "taken.");
}

void Lowering::check_auth(const Node& at, const Auth& auth) {
  check_slug(at, layer_, auth.slug, to_text(InputType::text));
  check_sources(at);
  check_codes(at, auth.method, auth.expires_minutes);
  const bool is_link = auth.method == AuthKind::magic_link;
  const bool is_password = auth.method == AuthKind::password;
  const auto only = [&](std::string_view name, bool fits, std::string_view whose) {
    const Node* property = member(at, name);
    if (!property || fits) return;
    findings_.error("misplaced_property", *property, "{q} belongs to {}, not to the method {}.",
                    {name, whose, to_text(auth.method)});
  };
  only("max_visits", is_link, "the method magic_link");
  only("max_attempts", !is_link, "codes and passwords");
  only("expires_minutes", !is_password, "codes and links");
  only("resend_seconds", !is_password, "codes and links");
}

void Lowering::check_codes(const Node& at, AuthKind method, int expires_minutes) {
  const bool is_code = method == AuthKind::otp_sms || method == AuthKind::otp_email;
  const Node* expires = member(at, "expires_minutes");
  if (!is_code || expires_minutes <= 10 || !expires) return;
  findings_.error("too_large", *expires, "`expires_minutes` of a code must be at most 10.");
}

}  // namespace tundish
