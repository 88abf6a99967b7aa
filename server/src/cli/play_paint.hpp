#pragma once

#include <ostream>

#include "cli/play_session.hpp"

namespace tundish::cli {

/// A page of text: the whole layer with its answers and what is wrong with them.
void paint_page(std::ostream& out, const View& view);

/// What a funnel said in a chat, and the quick replies that wait.
void paint_said(std::ostream& out, const Transition& transition, const View& view);

/// Why a step led where it led.
void paint_reasons(std::ostream& out, const Value::List& reasons);

}  // namespace tundish::cli
