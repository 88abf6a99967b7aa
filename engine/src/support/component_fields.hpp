#pragma once

#include "support/fields.hpp"

namespace tundish {

// The kinds of components, as `fields.hpp` says. `whole` is the component that the detail is of.

template <class Io>
void fields(Io& io, Held<Io, Component>& whole, Held<Io, Message>& it) {
  if constexpr (!kLean) io.alternatives("alternatives", whole);
  io.word("appearance", it.appearance, MessageAppearance::simple);
  io.id(whole.id);
  io.text("image", it.image);
  if constexpr (!kLean) {
    io.list("items", it.items);
    io.count("latitude", it.latitude);
    io.count("longitude", it.longitude);
    io.word("markup", it.markup, Markup::plain);
    io.text("media_type", it.media_type);
  }
  io.type(ComponentType::message);
  if constexpr (!kLean) {
    io.text("url", it.url);
    io.conditions("visible_if", whole.visible_if);
  }
  io.extensions(whole.extensions);
}

template <class Io>
void fields(Io& io, Held<Io, Component>& whole, Held<Io, Input>& it) {
  io.flag("allow_other", it.allow_other);
  if constexpr (!kLean) {
    io.truth("allow_overwrite", it.allow_overwrite);
    io.alternatives("alternatives", whole);
  }
  io.word("appearance", it.appearance, default_appearance(it.input_type));
  if constexpr (!kLean) {
    io.sources("autofill_source", it.autofill_source);
    io.list("columns", it.columns);
  }
  io.id(whole.id);
  io.word("input_type", it.input_type);
  if constexpr (!kLean) {
    io.flag("is_array", it.is_array);
    io.flag("is_hidden", it.is_hidden);
  }
  io.flag("mandatory", it.mandatory);
  io.list("options", it.options);
  if constexpr (!kLean) {
    io.list("rows", it.rows);
    io.text("save_to", it.save_to);
  }
  io.flag("shuffle", it.shuffle);
  io.text("slug", it.slug);
  io.type(ComponentType::input);
  io.validations(it);
  if constexpr (!kLean) io.conditions("visible_if", whole.visible_if);
  io.extensions(whole.extensions);
}

template <class Io>
void fields(Io& io, Held<Io, Component>& whole, Held<Io, Button>& it) {
  if constexpr (!kLean) {
    io.alternatives("alternatives", whole);
    io.conditions("enabled_if", it.enabled_if);
    io.text("event", it.event);
  }
  io.id(whole.id);
  io.jumps("jumps", it.navigation.jumps);
  io.word("kind", it.kind);
  if constexpr (!kLean) io.text("phone", it.phone);
  io.target("target", it.navigation.target);
  io.type(ComponentType::button);
  if constexpr (!kLean) {
    io.text("url", it.url);
    io.conditions("visible_if", whole.visible_if);
  }
  io.extensions(whole.extensions);
}

template <class Io>
void fields(Io& io, Held<Io, Component>& whole, Held<Io, Endpoint>& it) {
  io.alternatives("alternatives", whole);
  io.text("endpoint", it.call.endpoint);
  io.value("fallback", it.call.fallback);
  io.id(whole.id);
  io.word("offline", it.call.offline, OfflinePolicy::block);
  io.target("offline_target", it.call.offline_target);
  io.target("on_error", it.on_error);
  io.list("request", it.call.request);
  io.list("response", it.call.response);
  io.whole("retries", it.call.retries, 0);
  io.word("run", it.run, EndpointRun::on_enter);
  io.whole("timeout_ms", it.call.timeout_ms, 10000);
  io.type(ComponentType::endpoint);
  io.conditions("visible_if", whole.visible_if);
  io.extensions(whole.extensions);
}

template <class Io>
void fields(Io& io, Held<Io, Component>& whole, Held<Io, Auth>& it) {
  io.alternatives("alternatives", whole);
  io.sources("autofill_source", it.autofill_source);
  io.whole("expires_minutes", it.expires_minutes, 10);
  io.id(whole.id);
  io.whole("max_attempts", it.max_attempts, 5);
  io.whole("max_visits", it.max_visits, 1);
  io.word("method", it.method);
  io.target("next", it.next);
  io.target("on_failure", it.on_failure);
  io.whole("resend_seconds", it.resend_seconds, 30);
  io.text("slug", it.slug);
  io.type(ComponentType::auth);
  io.conditions("visible_if", whole.visible_if);
  io.extensions(whole.extensions);
}

}  // namespace tundish
