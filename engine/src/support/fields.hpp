#pragma once

#include "support/appearance.hpp"
#include "support/terse.hpp"
#include "tundish/funnel.hpp"

namespace tundish {

// What the parts of a definition consist of, said once for reading and writing. `Io` is the reader
// of a JSON object or the writer of one; members stand in the order of their names' bytes, as the
// canonical text has them. What the lean engine does not play is passed over there.

template <class Io, class T>
using Held = typename Io::template Of<T>;

template <class Io>
void fields(Io& io, Held<Io, Mapping>& it) {
  io.text("from", it.from);
  io.text("to", it.to);
}

template <class Io>
void fields(Io& io, Held<Io, Calculation>& it) {
  io.logic("logic", it.logic);
  io.text("slug", it.slug);
}

template <class Io>
void fields(Io& io, Held<Io, InitialDatum>& it) {
  io.value("default", it.otherwise);
  io.word("input_type", it.input_type);
  io.text("key", it.key);
  io.flag("mandatory", it.mandatory);
  io.text("slug", it.slug);
  io.word("source", it.source);
}

template <class Io>
void fields(Io& io, Held<Io, Line>& it) {
  io.number("score", it.score);
  io.text("value", it.value);
}

template <class Io>
void fields(Io& io, Held<Io, Item>& it) {
  io.text("image", it.image);
  io.jumps("jumps", it.navigation.jumps);
  io.text("section", it.section);
  io.target("target", it.navigation.target);
  io.text("url", it.url);
  io.text("value", it.value);
}

template <class Io>
void fields(Io& io, Held<Io, Option>& it) {
  io.text("image", it.image);
  io.texts("keywords", it.keywords);
  io.score("score", it.score);
  io.text("value", it.value);
  if constexpr (!kLean) io.conditions("visible_if", it.visible_if);
}

template <class Io>
void fields(Io& io, Held<Io, Subfunnel>& it) {
  io.text("funnel", it.funnel);
  io.list("in", it.in);
  io.way("next", it.next);
  io.target("on_fatalistic", it.on_fatalistic);
  io.list("out", it.out);
  io.text("release", it.release, "latest");
}

template <class Io>
void fields(Io& io, Held<Io, Window>& it) {
  io.words("days", it.days);
  if (io.is_named_window(it)) return io.text("publishing_window", it.publishing_window);
  io.clock("from", it.from);
  io.clock("to", it.to);
  io.utc_offset("utc_offset", it.offset_minutes);
}

template <class Io>
void fields(Io& io, Held<Io, Availability>& it) {
  io.text("from", it.from);
  io.text("until", it.until);
  io.list("windows", it.windows);
}

template <class Io>
void fields(Io& io, Held<Io, Theme>& it) {
  io.text("background", it.background);
  io.text("brand", it.brand);
  io.text("font", it.font);
  io.text("logo", it.logo);
  io.text("name", it.name);
  io.count("radius", it.radius);
  io.text("text", it.text);
}

template <class Io>
void fields(Io& io, Held<Io, Protection>& it) {
  io.flag("honeypot", it.honeypot);
  io.whole("min_seconds", it.min_seconds, 0);
  io.whole("proof_of_work", it.proof_of_work, 0);
}

template <class Io>
void fields(Io& io, Held<Io, Config>& it) {
  io.whole("abandon_after_minutes", it.abandon_after_minutes, 1440);
  if constexpr (!kLean) io.part("availability", it.availability);
  io.fatalistic_layer("fatalistic_layer", it.fatalistic_layer);
  if constexpr (!kLean) io.flag("forget_on_end", it.forget_on_end);
  io.whole("max_reasks", it.max_reasks, 3);
  io.part("protection", it.protection);
  io.start_layer("start_layer", it.start_layer);
  io.part("theme", it.theme);
  io.extensions(it.extensions);
}

template <class Io>
void fields(Io& io, Held<Io, Action>& it) {
  const bool calls = it.kind == ActionKind::endpoint;
  const bool sends = it.kind == ActionKind::send;
  const bool emits = it.kind == ActionKind::emit;
  if (sends) io.text("channel", it.channel);
  io.flag("conversion", it.conversion);
  if (sends || emits) io.list("data", it.data);
  if (calls) io.text("endpoint", it.call.endpoint);
  if (emits) io.text("event", it.name);
  io.whole("expires_minutes", it.expires_minutes, 10);
  io.value("fallback", it.call.fallback);
  io.text("id", it.id);
  io.text("identity", it.identity);
  io.text("journey", it.journey);
  io.word("kind", it.kind);
  if (it.kind == ActionKind::set) io.logic("logic", it.calculation.logic);
  if (it.kind == ActionKind::authenticate) io.word("method", it.method);
  if (it.kind == ActionKind::checkpoint) io.text("name", it.name);
  io.word("offline", it.call.offline, OfflinePolicy::block);
  io.target("offline_target", it.call.offline_target);
  io.target("on_error", it.on_error);
  if (it.kind == ActionKind::close) io.text("reason", it.reason, "closed");
  io.list("request", it.call.request);
  io.list("response", it.call.response);
  io.whole("retries", it.call.retries, 0);
  io.whole("seconds", it.seconds, 0);
  io.text("slug", it.calculation.slug);
  io.whole("timeout_ms", it.call.timeout_ms, 10000);
  io.text("to", it.to);
  io.extensions(it.extensions);
}

template <class Io>
void fields(Io& io, Held<Io, Layer>& it) {
  if constexpr (!kLean) {
    io.list("actions", it.actions);
    io.flag("allow_skip", it.allow_skip);
    io.target("authenticated_target_layer", it.authenticated_target_layer);
    io.flag("auto_fill", it.auto_fill);
    io.list("calculations", it.calculations);
  }
  io.components("components", it);
  io.flag("conversion", it.conversion);
  io.text("id", it.id);
  if constexpr (!kLean) {
    io.list("initial_data", it.initial_data);
    io.whole("max_visits", it.max_visits, 0);
  }
  io.way("next", it.next);
  io.target("on_error", it.on_error);
  if constexpr (!kLean) {
    io.flag("requires_auth", it.requires_auth);
    io.conditions("skip_conditions", it.skip_conditions);
    io.part("subfunnel", it.subfunnel);
  }
  io.text("trigger", it.trigger);
  io.word("type", it.type);
  if constexpr (!kLean) {
    io.target("unauthenticated_target_layer", it.unauthenticated_target_layer);
  }
  io.extensions(it.extensions);
}

}  // namespace tundish
