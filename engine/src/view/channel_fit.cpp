#include <algorithm>
#include <iterator>

#include "tundish/channels.hpp"

namespace tundish {

namespace {

using A = InputAppearance;

template <class Word, std::size_t size>
bool is_among(const Word (&words)[size], Word word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// The tables of the format: what each channel has a form for.
constexpr MessageAppearance kWebMessages[] = {MessageAppearance::simple,
                                              MessageAppearance::compound, MessageAppearance::image,
                                              MessageAppearance::hyperlink};
constexpr MessageAppearance kSmsMessages[] = {
    MessageAppearance::simple, MessageAppearance::compound, MessageAppearance::hyperlink};
constexpr A kChatTexts[] = {A::short_,   A::long_, A::phone,    A::email,
                            A::otp_code, A::list,  A::dropdown, A::url};
constexpr A kSmsTexts[] = {A::short_, A::phone, A::email, A::otp_code, A::list};
constexpr A kChatNumbers[] = {A::number, A::integer, A::rating, A::nps};
constexpr A kSmsNumbers[] = {A::number, A::integer, A::nps};
constexpr A kChatFiles[] = {A::media, A::camera};
constexpr ButtonKind kChatButtons[] = {ButtonKind::jump, ButtonKind::previous, ButtonKind::link,
                                       ButtonKind::event};

bool fits(const Message& message, Channel channel) {
  if (channel == Channel::web) return is_among(kWebMessages, message.appearance);
  return channel != Channel::sms || is_among(kSmsMessages, message.appearance);
}

bool fits_type(const Input& input, Channel channel) {
  switch (input.input_type) {
    case InputType::matrix:
    case InputType::datetime:
      return false;
    case InputType::file:
      return channel != Channel::sms;
    default:
      return true;
  }
}

bool fits_appearance(const Input& input, Channel channel) {
  const bool sms = channel == Channel::sms;
  switch (input.input_type) {
    case InputType::text:
      return sms ? is_among(kSmsTexts, input.appearance) : is_among(kChatTexts, input.appearance);
    case InputType::numeric:
      return sms ? is_among(kSmsNumbers, input.appearance)
                 : is_among(kChatNumbers, input.appearance);
    case InputType::file:
      return is_among(kChatFiles, input.appearance);
    default:
      return true;
  }
}

bool fits(const Auth& auth, Channel channel) {
  const bool code = auth.method == AuthKind::otp_sms || auth.method == AuthKind::otp_email;
  return channel != Channel::sms || code;
}

/// What the channel has no form for; `property` is empty when there is nothing.
Misfit misfit_of(const Component& component, Channel channel) {
  Misfit misfit;
  const auto found = [&misfit](std::string_view property, std::string_view word) {
    misfit.property = property;
    misfit.word = word;
  };
  if (const Message* message = component.message()) {
    if (!fits(*message, channel)) found("appearance", to_text(message->appearance));
  } else if (const Input* input = component.input()) {
    if (channel == Channel::web || input->is_hidden) return misfit;
    if (!fits_type(*input, channel)) {
      found("input_type", to_text(input->input_type));
    } else if (!fits_appearance(*input, channel)) {
      found("appearance", to_text(input->appearance));
    }
  } else if (const Button* button = component.button()) {
    const bool few = channel == Channel::whatsapp || channel == Channel::web_chat;
    if (few && !is_among(kChatButtons, button->kind)) found("kind", to_text(button->kind));
  } else if (const Auth* auth = component.auth()) {
    if (!fits(*auth, channel)) found("method", to_text(auth->method));
  }
  return misfit;
}

/// Calls `visit` with every misfit until it returns false.
template <class Visit>
void each_misfit(const Definition& definition, Channel channel, Visit visit) {
  for (std::size_t l = 0; l < definition.layers.size(); ++l) {
    const Layer& layer = definition.layers[l];
    for (std::size_t c = 0; c < layer.components.size(); ++c) {
      const Component& here = on_channel(layer.components[c], channel);
      Misfit misfit = misfit_of(here, channel);
      if (misfit.property.empty()) continue;
      misfit.layer = static_cast<LayerIndex>(l);
      misfit.component = static_cast<int>(c);
      misfit.in_alternative = &here != &layer.components[c];
      if (!visit(misfit)) return;
    }
    for (std::size_t a = 0; channel == Channel::web && a < layer.actions.size(); ++a) {
      if (layer.actions[a].kind != ActionKind::wait) continue;
      Misfit misfit;
      misfit.layer = static_cast<LayerIndex>(l);
      misfit.action = static_cast<int>(a);
      misfit.property = "kind";
      misfit.word = to_text(ActionKind::wait);
      if (!visit(misfit)) return;
    }
  }
}

}  // namespace

std::vector<Misfit> find_misfits(const Definition& definition, Channel channel) {
  std::vector<Misfit> misfits;
  each_misfit(definition, channel, [&misfits](const Misfit& misfit) {
    misfits.push_back(misfit);
    return true;
  });
  return misfits;
}

bool is_playable_on(const Definition& definition, Channel channel) {
  bool playable = true;
  each_misfit(definition, channel, [&playable](const Misfit&) { return playable = false; });
  return playable;
}

}  // namespace tundish
