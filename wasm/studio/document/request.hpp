#pragma once

#include <variant>

#include "document/history.hpp"

namespace tundish::studio {

/// What an author asked for, or why it cannot be done: what a request names is not there, or it is
/// no request.
using Asked = std::variant<Command, Misfit>;

/// The command that a request is, for a definition as it is now. Requests are objects with a `do`:
///
/// - `add_layer {type, id}`, `rename_layer {id, to}`, `remove_layers {ids}`,
///   `duplicate_layer {id}`, `paste_layers {layers, content}`, `place_layers {places: [{id x y}]}`,
///   `tidy`;
/// - `add_component {layer, component, index?}`, `rename_component {layer, component, to}`,
///   `remove_component {layer, component}`, `move_component {layer, component, to_layer, index?}`;
/// - `set {pointer, value}` (holders that are not there come along), `erase {pointer}`,
///   `insert {pointer, value}`, `move {pointer, index}` (an item among its list),
///   `rename {pointer, to}` (a member), also `rename {pointer, index, to}` (the member of that
///   number in the object there), `name {pointer, to}` (see `naming.hpp`);
/// - `replace {definition}`: the whole text written anew;
/// - `merge {base, theirs}`: two texts, what somebody else made of what this was made of
/// (`merge.hpp`);
/// - `restore {written, definition}`: what a publishing has becomes the draft; `written` is the
/// draft
///   as a publishing would have it;
/// - `batch {requests}`: one after the other, done and taken back together.
///
/// Each may have a `name` for the menu, and `merge` (see `Command`).
Asked read_request(const Json& definition, const Json& request);

/// Does what is asked for, or says why not. A request with `instead` stands in the place of the
/// last one, where their `merge` makes them one: while a name is typed, what goes by it follows
/// from what it was at first to what it is now, and what else is called as the letters in between
/// say is not mixed up with it.
std::optional<Misfit> ask(History& history, const Json& request);

}  // namespace tundish::studio
