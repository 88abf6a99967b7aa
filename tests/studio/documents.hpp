#pragma once

#include <gtest/gtest.h>

#include "document/history.hpp"
#include "tundish/parse.hpp"
#include "unit/definition_file.hpp"

namespace tundish::studio {

/// A valid definition of the tests, as its author wrote it.
inline Json valid_definition(const std::string& name) {
  return Json::parse(read_file(definitions("valid/" + name + ".json")));
}

/// What the engine says of the document; nothing when it is a funnel.
inline std::string findings(const Json& document) {
  const auto funnel = parse_funnel(document.dump());
  if (funnel) return {};
  std::string all;
  for (const Diagnostic& one : funnel.error())
    all += one.place.pointer + ": " + one.sentence + "\n";
  return all;
}

/// The document after the command; taking it back is the document before.
inline Json after(const Json& document, const Command& command) {
  History history(document);
  const auto misfit = history.perform(command);
  EXPECT_FALSE(misfit) << misfit->pointer << ": " << misfit->sentence;
  Json done = history.document();
  EXPECT_EQ(history.undo(), !command.edits.empty());
  EXPECT_EQ(history.document().dump(), document.dump());
  return done;
}

}  // namespace tundish::studio
