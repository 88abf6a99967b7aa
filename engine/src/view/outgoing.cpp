#include "view/outgoing.hpp"

#include <algorithm>

#include "support/utf8.hpp"
#include "view/yes_no.hpp"

namespace tundish {

namespace {

constexpr std::size_t kMaxButtons = 3;
constexpr std::size_t kMaxButtonTitle = 20;
constexpr std::size_t kMaxRows = 10;
constexpr std::size_t kMaxRowTitle = 24;
constexpr std::size_t kMaxDescription = 72;
constexpr std::size_t kMaxInteractive = 1024;
constexpr std::size_t kMaxCaption = 1024;
constexpr std::size_t kMaxText = 4096;
constexpr std::size_t kMaxSms = 1600;

std::size_t text_limit(Channel channel) { return channel == Channel::sms ? kMaxSms : kMaxText; }

void cut(std::string& text, std::size_t limit, Outgoing& outgoing) {
  if (text.size() <= limit || utf8::count_code_points(text) <= limit) return;
  // In an SMS an ellipsis would make every character twice as wide.
  const std::string_view mark = limit == kMaxSms ? "..." : "…";
  text.resize(utf8::first_code_points(text, limit - utf8::count_code_points(mark)).size());
  text += mark;
  outgoing.cut = true;
}

void add_line(std::string& text, std::string_view line) {
  if (line.empty()) return;
  if (!text.empty()) text += '\n';
  text += line;
}

/// Whether every choice has a name that is short enough, and no two have the same.
bool titles_fit(const std::vector<OutgoingChoice>& choices, std::size_t limit) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const std::string& title = choices[i].title;
    if (title.empty() || utf8::count_code_points(title) > limit) return false;
    for (std::size_t j = 0; j < i; ++j) {
      if (choices[j].title == title) return false;
    }
  }
  return true;
}

bool is_described(const std::vector<OutgoingChoice>& choices) {
  return std::any_of(choices.begin(), choices.end(), [](const OutgoingChoice& one) {
    return !one.description.empty() || !one.section.empty();
  });
}

OutgoingForm form_of(const std::string& text, const std::vector<OutgoingChoice>& choices,
                     Channel channel) {
  const bool taps = channel == Channel::whatsapp && !choices.empty() && !text.empty() &&
                    utf8::count_code_points(text) <= kMaxInteractive;
  if (!taps) return OutgoingForm::text;
  if (choices.size() <= kMaxButtons && !is_described(choices) &&
      titles_fit(choices, kMaxButtonTitle)) {
    return OutgoingForm::buttons;
  }
  const bool fits = choices.size() <= kMaxRows && titles_fit(choices, kMaxRowTitle);
  return fits ? OutgoingForm::list : OutgoingForm::text;
}

void number_choices(std::string& text, const std::vector<OutgoingChoice>& choices) {
  std::string_view section;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const OutgoingChoice& one = choices[i];
    if (one.section != section) add_line(text, one.section);
    section = one.section;
    std::string line = std::to_string(i + 1) + ". " + one.title;
    if (!one.description.empty()) line += ": " + one.description;
    add_line(text, line);
  }
}

Outgoing numbered(std::string text, const std::vector<OutgoingChoice>& choices, Channel channel) {
  Outgoing outgoing;
  number_choices(text, choices);
  outgoing.text = std::move(text);
  cut(outgoing.text, text_limit(channel), outgoing);
  return outgoing;
}

std::string question(const ViewComponent& component) {
  const bool again = !component.problems.empty() && !component.error.empty();
  if (again) return component.error;
  std::string text = component.text;
  add_line(text, component.label);
  add_line(text, component.help);
  return text;
}

std::string wording(const ViewComponent& component) {
  std::string text = component.title;
  add_line(text, component.subtitle);
  add_line(text, component.text);
  return text;
}

/// A compound message in lines: its items, then its link.
void add_items(std::string& text, const ViewComponent& component, Channel channel) {
  if (component.message == MessageAppearance::compound) {
    for (const ViewItem& item : component.items) {
      std::string line = (channel == Channel::sms ? "- " : "• ") + item.title;
      if (!item.description.empty()) line += ": " + item.description;
      add_line(text, line);
      add_line(text, item.url);
    }
  }
  add_line(text, component.url);
}

std::vector<OutgoingChoice> choices_of(const ViewComponent& component, Channel channel) {
  std::vector<OutgoingChoice> choices;
  for (const ViewOption& option : component.options) {
    choices.push_back(OutgoingChoice{option.value, option.title, {}, {}});
  }
  if (component.message == MessageAppearance::compound) return choices;
  for (const ViewItem& item : component.items) {
    choices.push_back(OutgoingChoice{item.value, item.title, item.description, item.section});
  }
  // Only whatsapp has lists, and these end a description and a section's name.
  Outgoing ignored;
  for (OutgoingChoice& one : choices) {
    if (channel == Channel::whatsapp) cut(one.section, kMaxRowTitle, ignored);
  }
  return choices;
}

/// What stands below a picture, file or medium; a file's title is its name, a place's its own.
Outgoing captioned(const ViewComponent& component, OutgoingForm form) {
  Outgoing outgoing;
  outgoing.form = form;
  if (form == OutgoingForm::location) return outgoing;
  const bool named = component.message == MessageAppearance::asset ||
                     component.message == MessageAppearance::media;
  outgoing.text = named ? component.text : wording(component);
  if (component.message == MessageAppearance::compound)
    add_items(outgoing.text, component, Channel::whatsapp);
  cut(outgoing.text, kMaxCaption, outgoing);
  return outgoing;
}

bool is_medium(const ViewComponent& component) {
  return !component.image.empty() || component.message == MessageAppearance::asset ||
         component.message == MessageAppearance::media;
}

Outgoing outgoing_message(const ViewComponent& component, Channel channel) {
  const bool whatsapp = channel == Channel::whatsapp;
  if (whatsapp && component.message == MessageAppearance::location) {
    return captioned(component, OutgoingForm::location);
  }
  if (whatsapp && is_medium(component)) return captioned(component, OutgoingForm::media);
  std::string text = wording(component);
  add_items(text, component, channel);
  return with_choices(std::move(text), choices_of(component, channel), channel);
}

}  // namespace

bool is_limited(Channel channel) { return channel == Channel::whatsapp || channel == Channel::sms; }

Outgoing with_choices(std::string text, std::vector<OutgoingChoice> choices, Channel channel) {
  const OutgoingForm form = form_of(text, choices, channel);
  if (form == OutgoingForm::text) return numbered(std::move(text), choices, channel);
  Outgoing outgoing;
  outgoing.form = form;
  outgoing.text = std::move(text);
  for (OutgoingChoice& one : choices) cut(one.description, kMaxDescription, outgoing);
  outgoing.choices = std::move(choices);
  return outgoing;
}

Outgoing outgoing_of(const ViewComponent& component, Channel channel) {
  if (component.type == ComponentType::message) return outgoing_message(component, channel);
  if (component.type == ComponentType::button) {
    std::string text = component.text;
    add_line(text, component.url.empty() ? component.phone : component.url);
    return with_choices(std::move(text), choices_of(component, channel), channel);
  }
  const bool one = !component.multiple && component.input != InputAppearance::ranking;
  std::vector<OutgoingChoice> choices = choices_of(component, channel);
  return one ? with_choices(question(component), std::move(choices), channel)
             : numbered(question(component), choices, channel);
}

bool join_outgoing(const Outgoing& earlier, Outgoing& later, Channel channel) {
  const bool plain = earlier.form == OutgoingForm::text && later.form == OutgoingForm::text &&
                     !earlier.cut && !later.cut;
  if (!plain) return false;
  std::string text = earlier.text;
  add_line(text, later.text);
  if (utf8::count_code_points(text) > text_limit(channel)) return false;
  later.text = std::move(text);
  return true;
}

}  // namespace tundish
