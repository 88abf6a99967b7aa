#pragma once

#include <string>
#include <vector>

#include "tundish/view.hpp"

namespace tundish {

/// Whether the channel is sent texts that it limits: whatsapp and sms.
bool is_limited(Channel channel);

/// What is sent for a component. With problems in it the author's `error` is said instead of the
/// question.
Outgoing outgoing_of(const ViewComponent& component, Channel channel);

/// The same text with the choices that a layer ends with.
Outgoing with_choices(std::string text, std::vector<OutgoingChoice> choices, Channel channel);

/// Two texts as one, when neither has a form of its own and both fit: then true, and `later` has
/// both.
bool join_outgoing(const Outgoing& earlier, Outgoing& later, Channel channel);

}  // namespace tundish
